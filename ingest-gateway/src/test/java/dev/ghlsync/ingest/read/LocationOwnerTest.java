package dev.ghlsync.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.avro.BackfillProgress;
import dev.ghlsync.avro.Connection;
import dev.ghlsync.avro.ConnectionStatus;
import dev.ghlsync.avro.GhlSnapshot;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.ReadPurpose;
import dev.ghlsync.avro.RunStatus;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.avro.RunRecords;
import dev.ghlsync.ingest.connection.ConnectOutcome;
import dev.ghlsync.ingest.domain.Fetch;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ReadRun;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocationOwnerTest {
    @Test
    void readsEveryContactBySearchAndThenById() {
        // Given
        try (var scenario = new OwnerScenario(100, true)) {
            Secret token = scenario.account.with(250);
            scenario.connect(token);

            // When
            runToCompletion(scenario);

            // Then
            List<GhlSnapshot> snapshots = scenario.on(Topics.GHL_SNAPSHOTS);
            assertThat(ids(snapshots, SnapshotSource.SEARCH)).hasSize(250).doesNotHaveDuplicates();
            assertThat(ids(snapshots, SnapshotSource.GET))
                    .containsExactlyInAnyOrderElementsOf(ids(snapshots, SnapshotSource.SEARCH));
            assertThat(snapshots).filteredOn(LocationOwnerTest::isContact).allSatisfy(snapshot -> {
                assertThat(snapshot.getFound()).isTrue();
                assertThat(snapshot.getEpoch()).isEqualTo(1);
                assertThat(snapshot.getPurpose()).isEqualTo(ReadPurpose.INITIAL_SYNC);
                assertThat(snapshot.getDateUpdated()).isNotNull();
                assertThat(snapshot.getOrganizationId()).isEqualTo("org-1");
            });
            BackfillProgress last = scenario.on(Topics.GHL_BACKFILL_PROGRESS).getLast();
            assertThat(last.getStatus()).isEqualTo(RunStatus.COMPLETED);
            assertThat(last.getCounts()).containsEntry("contact", 250L);
            assertThat(last.getCounts()).containsEntry("contact_pages", 3L).containsEntry("contact_by_id", 250L);
            assertThat(last.getExpectedObjects()).isEqualTo(250);
            assertThat(scenario.on(Topics.SYNC_EVENTS))
                    .extracting(SyncEvent::getType)
                    .containsExactly("connected", "initial_sync_started", "initial_sync_completed");
        }
    }

    @Test
    void readsThePageAfterTheOneThatWaitsToBeWrittenAndNoFurther() {
        // Given
        try (var scenario = new OwnerScenario(10, false)) {
            scenario.connect(scenario.account.with(50));
            var room = new CountDownLatch(1);
            scenario.headroom =
                    (records, stop, write) -> (!isSearching(scenario) || open(room)) && write.getAsBoolean();

            // When
            scenario.tendUntil(() -> searches(scenario) > 1);

            // Then
            await().during(Duration.ofMillis(300)).until(() -> searches(scenario) == 2);
            assertThat(ids(scenario.on(Topics.GHL_SNAPSHOTS), SnapshotSource.SEARCH))
                    .isEmpty();
            room.countDown();
            runToCompletion(scenario);
            assertThat(ids(scenario.on(Topics.GHL_SNAPSHOTS), SnapshotSource.SEARCH))
                    .hasSize(50)
                    .doesNotHaveDuplicates();
            assertThat(scenario.on(Topics.GHL_BACKFILL_PROGRESS))
                    .extracting(progress -> progress.getCounts().getOrDefault("contact", 0L))
                    .isSorted();
        }
    }

    @Test
    void goesOnFromTheStoredCursor() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            scenario.connect(scenario.account.with(250));
            runToCompletion(scenario);
            List<BackfillProgress> written = scenario.on(Topics.GHL_BACKFILL_PROGRESS);
            BackfillProgress afterPageOne = written.stream()
                    .filter(progress -> progress.getCounts().getOrDefault("contact", 0L) == 100L)
                    .findFirst()
                    .orElseThrow();
            var known = new ReadRuns();
            RunRecords.toDomain(afterPageOne).ifPresent(run -> known.apply(0, run));
            scenario.restart(known);

            // When
            runToCompletion(scenario);

            // Then
            assertThat(ids(scenario.on(Topics.GHL_SNAPSHOTS), SnapshotSource.SEARCH))
                    .hasSize(150)
                    .doesNotHaveDuplicates();
            assertThat(scenario.on(Topics.GHL_BACKFILL_PROGRESS).getLast().getCounts())
                    .containsEntry("contact", 250L);
            assertThat(scenario.on(Topics.SYNC_EVENTS))
                    .extracting(SyncEvent::getType)
                    .containsExactly("initial_sync_completed");
        }
    }

    @Test
    void readsRequestedContactsOnceAndSaysWhichAreGone() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            scenario.connect(scenario.account.with(2));
            runToCompletion(scenario);
            String known = ids(scenario.on(Topics.GHL_SNAPSHOTS), SnapshotSource.SEARCH)
                    .getFirst();
            int before = scenario.on(Topics.GHL_SNAPSHOTS).size();

            // When
            List<CompletableFuture<Boolean>> asked = Stream.of(known, "gone", known)
                    .map(id -> scenario.fetch(ObjectKind.CONTACT, id))
                    .toList();
            boolean done = asked.stream().allMatch(CompletableFuture::join);

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
    void aCustomFieldIsReadByItsKeyToo() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            scenario.connect(scenario.account.with(1));
            runToCompletion(scenario);
            GhlSnapshot field = scenario.on(Topics.GHL_SNAPSHOTS).stream()
                    .filter(read -> read.getObjectType() == ObjectType.CUSTOM_FIELD_DEFINITION)
                    .findFirst()
                    .orElseThrow();
            String key = GhlJson.objectOrEmpty(field.getBody().array())
                    .path("fieldKey")
                    .asText();
            int before = scenario.on(Topics.GHL_SNAPSHOTS).size();

            // When
            boolean done = Stream.of(key, "contact.nobody_has_it")
                    .map(name -> scenario.fetch(ObjectKind.CUSTOM_FIELD, name))
                    .toList()
                    .stream()
                    .allMatch(CompletableFuture::join);

            // Then
            List<GhlSnapshot> all = scenario.on(Topics.GHL_SNAPSHOTS);
            assertThat(done).isTrue();
            assertThat(key).startsWith("contact.");
            assertThat(all.subList(before, all.size()))
                    .extracting(GhlSnapshot::getObjectId, GhlSnapshot::getFound)
                    .containsExactlyInAnyOrder(tuple(field.getObjectId(), true), tuple("contact.nobody_has_it", false));
        }
    }

    @Test
    void aRequestThatGoHighLevelNeverAnswersIsTriedFiveTimesAndThenKeptWithItsBytes() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            scenario.connect(scenario.account.with(2));
            runToCompletion(scenario);
            List<String> ids = ids(scenario.on(Topics.GHL_SNAPSHOTS), SnapshotSource.SEARCH);
            scenario.account.control(
                    "POST",
                    "/_sandbox/faults",
                    GhlJson.emptyObject()
                            .put("path", "/contacts/" + ids.getFirst())
                            .put("kind", "status")
                            .put("status", 503));
            int before = scenario.on(Topics.GHL_SNAPSHOTS).size();
            long callsBefore = calls(scenario);

            // When
            var dead = scenario.fetch(ObjectKind.CONTACT, ids.getFirst());
            var alive = scenario.fetch(ObjectKind.CONTACT, ids.getLast());
            boolean done = dead.join() && alive.join();

            // Then
            assertThat(done).isTrue();
            assertThat(calls(scenario) - callsBefore)
                    .as("five attempts, and the other request")
                    .isEqualTo(5 + 1);
            assertThat(scenario.buried).singleElement().satisfies(buried -> {
                assertThat(buried.reason()).isEqualTo("status_503");
                assertThat(buried.fetch())
                        .isNotNull()
                        .extracting(Fetch::objectId)
                        .isEqualTo(ids.getFirst());
                assertThat(buried.record().value()).isNotEmpty();
            });
            List<GhlSnapshot> all = scenario.on(Topics.GHL_SNAPSHOTS);
            assertThat(all.subList(before, all.size()))
                    .singleElement()
                    .satisfies(snapshot -> assertThat(snapshot.getObjectId()).isEqualTo(ids.getLast()));
        }
    }

    @Test
    void aRequestWhoseDeadLetterCannotBeWrittenIsGivenAgain() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            scenario.connect(scenario.account.with(1));
            runToCompletion(scenario);
            scenario.account.control(
                    "POST",
                    "/_sandbox/faults",
                    GhlJson.emptyObject()
                            .put("path", "/contacts/[^/]+")
                            .put("kind", "status")
                            .put("status", 503));
            scenario.dlqTakes = false;

            // When
            boolean done = scenario.fetch(ObjectKind.CONTACT, "c1").join();

            // Then
            assertThat(done).isFalse();
            assertThat(scenario.buried).hasSize(1);
        }
    }

    @Test
    void breaksTheConnectionWhenItsTokenIsRefused() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            Secret token = scenario.account.with(1);
            scenario.connect(token);
            scenario.account.revoke(token);

            // When
            scenario.fetch(ObjectKind.CONTACT, "c1").join();

            // Then
            assertThat(scenario.on(Topics.GHL_CONNECTIONS))
                    .extracting(Connection::getStatus)
                    .containsExactly(ConnectionStatus.CONNECTED, ConnectionStatus.BROKEN);
            assertThat(scenario.on(Topics.SYNC_EVENTS))
                    .extracting(SyncEvent::getType)
                    .containsExactly("connected", "connection_broken");
            assertThat(scenario.buried).isEmpty();
        }
    }

    @Test
    void refusesATokenThatGoHighLevelRefuses() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            scenario.account.with(1);

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
            Secret token = scenario.account.with(1);
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

    /** Calls of the API that the sandbox got. */
    private static long calls(OwnerScenario scenario) {
        return scenario.account
                .control("GET", "/_sandbox", GhlJson.emptyObject())
                .path("calls")
                .asLong();
    }

    private static boolean isSearching(OwnerScenario scenario) {
        List<BackfillProgress> written = scenario.on(Topics.GHL_BACKFILL_PROGRESS);
        return !written.isEmpty()
                && RunRecords.toDomain(written.getLast())
                        .filter(run -> run.step() == ReadRun.Step.SEARCH)
                        .isPresent();
    }

    private static int searches(OwnerScenario scenario) {
        return scenario.account.calls("/contacts/search");
    }

    private static boolean open(CountDownLatch room) {
        try {
            return room.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void runToCompletion(OwnerScenario scenario) {
        scenario.tendUntil(() -> scenario.runs
                .find(OwnerScenario.LOCATION, ReadRun.Phase.INITIAL_SYNC)
                .filter(ReadRun::isComplete)
                .isPresent());
    }

    private static boolean isContact(GhlSnapshot snapshot) {
        return snapshot.getObjectType() == ObjectType.CONTACT;
    }

    private static List<String> ids(List<GhlSnapshot> snapshots, SnapshotSource source) {
        return snapshots.stream()
                .filter(LocationOwnerTest::isContact)
                .filter(snapshot -> snapshot.getSourceKind() == source)
                .map(GhlSnapshot::getObjectId)
                .toList();
    }
}
