package dev.ghlsync.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.avro.BackfillProgress;
import dev.ghlsync.avro.Connection;
import dev.ghlsync.avro.ConnectionStatus;
import dev.ghlsync.avro.GhlSnapshot;
import dev.ghlsync.avro.ReadPurpose;
import dev.ghlsync.avro.RunStatus;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ingest.avro.BackfillRecords;
import dev.ghlsync.ingest.connection.ConnectOutcome;
import dev.ghlsync.ingest.domain.Backfill;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocationOwnerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void readsEveryContactBySearchAndThenById() {
        // Given
        try (var scenario = new OwnerScenario(100, true)) {
            Secret token = scenario.location(250);
            scenario.connect(token);

            // When
            runToCompletion(scenario);

            // Then
            List<GhlSnapshot> snapshots = scenario.on(Topics.GHL_SNAPSHOTS);
            assertThat(ids(snapshots, SnapshotSource.SEARCH)).hasSize(250).doesNotHaveDuplicates();
            assertThat(ids(snapshots, SnapshotSource.GET))
                    .containsExactlyInAnyOrderElementsOf(ids(snapshots, SnapshotSource.SEARCH));
            assertThat(snapshots).allSatisfy(snapshot -> {
                assertThat(snapshot.getFound()).isTrue();
                assertThat(snapshot.getEpoch()).isEqualTo(1);
                assertThat(snapshot.getPurpose()).isEqualTo(ReadPurpose.INITIAL_SYNC);
                assertThat(snapshot.getDateUpdated()).isNotNull();
                assertThat(snapshot.getOrganizationId()).isEqualTo("org-1");
            });
            BackfillProgress last = scenario.on(Topics.GHL_BACKFILL_PROGRESS).getLast();
            assertThat(last.getStatus()).isEqualTo(RunStatus.COMPLETED);
            assertThat(last.getObjects()).isEqualTo(250);
            assertThat(last.getPages()).isEqualTo(3);
            assertThat(last.getExpectedObjects()).isEqualTo(250);
            assertThat(last.getCursor()).contains("\"hydrated\":250");
            assertThat(scenario.on(Topics.SYNC_EVENTS))
                    .extracting(SyncEvent::getType)
                    .containsExactly("connected", "initial_sync_started", "initial_sync_completed");
        }
    }

    @Test
    void goesOnFromTheStoredCursor() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            scenario.connect(scenario.location(250));
            runToCompletion(scenario);
            var known = new Backfills();
            BackfillRecords.toDomain(scenario.on(Topics.GHL_BACKFILL_PROGRESS).get(1))
                    .ifPresent(afterPageOne -> known.apply(0, afterPageOne));
            scenario.restart(known);

            // When
            runToCompletion(scenario);

            // Then
            assertThat(ids(scenario.on(Topics.GHL_SNAPSHOTS), SnapshotSource.SEARCH))
                    .hasSize(150)
                    .doesNotHaveDuplicates();
            assertThat(scenario.on(Topics.GHL_BACKFILL_PROGRESS).getLast().getObjects())
                    .isEqualTo(250);
            assertThat(scenario.on(Topics.SYNC_EVENTS))
                    .extracting(SyncEvent::getType)
                    .containsExactly("initial_sync_completed");
        }
    }

    @Test
    void readsRequestedContactsOnceAndSaysWhichAreGone() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            scenario.connect(scenario.location(2));
            runToCompletion(scenario);
            String known = scenario.on(Topics.GHL_SNAPSHOTS).getFirst().getObjectId();
            int before = scenario.on(Topics.GHL_SNAPSHOTS).size();
            List<byte[]> requests = Stream.of(known, "gone", known)
                    .map(OwnerScenario::contactRequest)
                    .toList();

            // When
            boolean done = scenario.owner.handle(requests, new Stop()).join();

            // Then
            List<GhlSnapshot> all = scenario.on(Topics.GHL_SNAPSHOTS);
            assertThat(done).isTrue();
            assertThat(all.subList(before, all.size())).hasSize(2).allSatisfy(snapshot -> {
                assertThat(snapshot.getPurpose()).isEqualTo(ReadPurpose.HYDRATE);
                assertThat(snapshot.getCorrelationId()).isEqualTo("corr-fetch");
                assertThat(snapshot.getFound()).isEqualTo(snapshot.getObjectId().equals(known));
                assertThat(snapshot.getBody() == null).isEqualTo(!snapshot.getFound());
            });
        }
    }

    @Test
    void breaksTheConnectionWhenItsTokenIsRefused() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            Secret token = scenario.location(1);
            scenario.connect(token);
            scenario.revoke(token);

            // When
            scenario.owner
                    .handle(List.of(OwnerScenario.contactRequest("c1")), new Stop())
                    .join();

            // Then
            assertThat(scenario.on(Topics.GHL_CONNECTIONS))
                    .extracting(Connection::getStatus)
                    .containsExactly(ConnectionStatus.CONNECTED, ConnectionStatus.BROKEN);
            assertThat(scenario.on(Topics.SYNC_EVENTS))
                    .extracting(SyncEvent::getType)
                    .containsExactly("connected", "connection_broken");
        }
    }

    @Test
    void refusesATokenThatGoHighLevelRefuses() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            scenario.location(1);

            // When
            ConnectOutcome outcome = scenario.connect(Secret.of("pit-wrong"));

            // Then
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            ConnectOutcome.Refused.class,
                            refused -> assertThat(refused.sentence())
                                    .contains("refused the token for location 'loc-owner'")
                                    .doesNotContain("pit-wrong"));
            assertThat(scenario.published).isEmpty();
        }
    }

    @Test
    void storesTheTokenEncryptedAndCountsTheEpochUp() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            Secret token = scenario.location(1);
            scenario.connect(token);

            // When
            scenario.connect(token);

            // Then
            List<Connection> connections = scenario.on(Topics.GHL_CONNECTIONS);
            assertThat(connections).extracting(Connection::getEpoch).containsExactly(1L, 2L);
            assertThat(connections.getLast().getSettings().getAllowDuplicateContact())
                    .isNotNull();
            assertThat(new String(
                            connections
                                    .getLast()
                                    .getAccessToken()
                                    .getCiphertext()
                                    .array(),
                            StandardCharsets.ISO_8859_1))
                    .doesNotContain(token.reveal());
        }
    }

    private static void runToCompletion(OwnerScenario scenario) {
        await().atMost(PATIENCE).until(() -> {
            scenario.owner.tend(location -> true);
            return scenario.backfills
                    .find(OwnerScenario.LOCATION)
                    .filter(run -> run.status() == Backfill.Status.COMPLETED)
                    .isPresent();
        });
    }

    private static List<String> ids(List<GhlSnapshot> snapshots, SnapshotSource source) {
        return snapshots.stream()
                .filter(snapshot -> snapshot.getSourceKind() == source)
                .map(GhlSnapshot::getObjectId)
                .toList();
    }
}
