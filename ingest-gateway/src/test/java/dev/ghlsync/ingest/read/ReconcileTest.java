package dev.ghlsync.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.avro.GhlSnapshot;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.ReadPurpose;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.config.Rhythm;
import dev.ghlsync.ingest.domain.ReadRun;
import dev.ghlsync.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What changed without a webhook is read again, whatever the search does meanwhile. */
class ReconcileTest {
    /** Also 25,000: {@code -Dghlsync.sameInstant=25000}. */
    private static final int SAME_INSTANT = Integer.getInteger("ghlsync.sameInstant", 1_200);

    private static final Rhythm QUICK = new Rhythm(
            Duration.ofMillis(300),
            Duration.ofMinutes(1),
            Duration.ofMillis(100),
            Duration.ofDays(1),
            Duration.ofHours(1));

    @Test
    void readsByIdWhatChangedSinceTheInitialSync() {
        // Given
        try (var scenario = new OwnerScenario(100, true, QUICK)) {
            scenario.connect(scenario.account.with(30));
            scenario.tendUntil(() -> complete(scenario, ReadRun.Phase.INITIAL_SYNC));
            String changed =
                    contacts(scenario.on(Topics.GHL_SNAPSHOTS)).getFirst().getObjectId();
            Instant before = reconciledUpTo(scenario);

            // When
            scenario.account.control(
                    "PATCH",
                    "/_sandbox/locations/" + OwnerScenario.LOCATION + "/contacts/" + changed,
                    GhlJson.emptyObject().put("city", "Reconciled"));
            scenario.tendUntil(() -> reconciled(scenario).stream()
                    .anyMatch(snapshot -> snapshot.getObjectId().equals(changed)));

            // Then
            assertThat(reconciled(scenario)).allSatisfy(snapshot -> {
                assertThat(snapshot.getSourceKind()).isEqualTo(SnapshotSource.GET);
                assertThat(snapshot.getDateUpdated()).isAfter(before.minus(QUICK.overlap()));
            });
            scenario.tendUntil(() -> complete(scenario, ReadRun.Phase.RECONCILE));
            assertThat(reconciledUpTo(scenario)).isAfterOrEqualTo(before);
        }
    }

    @Test
    void readsAllOfMoreContactsThanTheSearchPagesThroughWithOneDateUpdated() {
        // Given
        try (var scenario = new OwnerScenario(100, false, QUICK)) {
            Secret token = scenario.account.with(SAME_INSTANT);
            scenario.connect(token);
            scenario.tendUntil(() -> complete(scenario, ReadRun.Phase.INITIAL_SYNC));
            List<String> all = contacts(scenario.on(Topics.GHL_SNAPSHOTS)).stream()
                    .map(GhlSnapshot::getObjectId)
                    .distinct()
                    .toList();
            scenario.account.control(
                    "POST",
                    "/_sandbox/clock",
                    GhlJson.emptyObject()
                            .put("hold", Instant.now().plusSeconds(2).toString()));

            // When
            tagAll(scenario, token, all);
            scenario.tendUntil(() -> distinctIds(scenario) >= SAME_INSTANT);

            // Then
            assertThat(all).hasSize(SAME_INSTANT);
            List<GhlSnapshot> read = reconciled(scenario).stream()
                    .filter(snapshot -> new String(snapshot.getBody().array(), java.nio.charset.StandardCharsets.UTF_8)
                            .contains("same-instant"))
                    .toList();
            assertThat(read.stream().map(GhlSnapshot::getObjectId).distinct()).hasSize(SAME_INSTANT);
            assertThat(read.stream().map(GhlSnapshot::getDateUpdated).distinct())
                    .hasSize(1);
            assertThat(read.stream().map(GhlSnapshot::getRunId).distinct().count())
                    .as("runs it took")
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void neitherLoopsNorLeavesOutWhenTheSearchRepeatsRowsAndRowsMove() {
        // Given
        try (var scenario = new OwnerScenario(20, true, QUICK, true)) {
            scenario.connect(scenario.account.with(150));

            // When
            scenario.tendUntil(() -> complete(scenario, ReadRun.Phase.INITIAL_SYNC));
            scenario.tendUntil(() -> complete(scenario, ReadRun.Phase.RECONCILE));

            // Then
            var read = new HashSet<String>();
            contacts(scenario.on(Topics.GHL_SNAPSHOTS)).stream()
                    .filter(snapshot -> snapshot.getSourceKind() == SnapshotSource.GET)
                    .forEach(snapshot -> read.add(snapshot.getObjectId()));
            assertThat(read).hasSize(150);
            assertThat(scenario.twister().moved()).isNotEmpty();
            assertThat(reconciled(scenario).stream().map(GhlSnapshot::getObjectId))
                    .containsAll(scenario.twister().moved());
        }
    }

    private static void tagAll(OwnerScenario scenario, Secret token, List<String> ids) {
        ObjectNode body = GhlJson.emptyObject().put("locationId", OwnerScenario.LOCATION);
        ids.forEach(body.putArray("contacts")::add);
        body.putArray("tags").add("same-instant");
        scenario.account.call(token, "POST", "/contacts/bulk/tags/update/add", body);
    }

    private static long distinctIds(OwnerScenario scenario) {
        return reconciled(scenario).stream()
                .map(GhlSnapshot::getObjectId)
                .distinct()
                .count();
    }

    private static List<GhlSnapshot> reconciled(OwnerScenario scenario) {
        return contacts(scenario.on(Topics.GHL_SNAPSHOTS)).stream()
                .filter(snapshot -> snapshot.getPurpose() == ReadPurpose.RECONCILE)
                .toList();
    }

    private static List<GhlSnapshot> contacts(List<GhlSnapshot> snapshots) {
        return snapshots.stream()
                .filter(snapshot -> snapshot.getObjectType() == ObjectType.CONTACT)
                .toList();
    }

    private static boolean complete(OwnerScenario scenario, ReadRun.Phase phase) {
        return scenario.runs
                .find(OwnerScenario.LOCATION, phase)
                .filter(ReadRun::isComplete)
                .isPresent();
    }

    private static Instant reconciledUpTo(OwnerScenario scenario) {
        return scenario.runs
                .find(OwnerScenario.LOCATION, ReadRun.Phase.RECONCILE)
                .filter(ReadRun::isComplete)
                .or(() -> scenario.runs.find(OwnerScenario.LOCATION, ReadRun.Phase.INITIAL_SYNC))
                .map(ReadRun::until)
                .orElseThrow();
    }
}
