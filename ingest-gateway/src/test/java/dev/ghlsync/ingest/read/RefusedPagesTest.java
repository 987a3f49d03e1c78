package dev.ghlsync.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.ingest.domain.ReadRun;
import dev.ghlsync.schemas.Topics;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GoHighLevel refuses in the middle of a run leaves no gap; what the token's scopes never open ends no run. */
class RefusedPagesTest {
    private static final int DEALS = 150;

    @ParameterizedTest(name = "status {0} after {1} pages")
    @CsvSource({"403, 1", "401, 1", "400, 1", "400, 0", "404, 0", "408, 0"})
    void aPageThatIsRefusedOnceIsReadLater(int status, int skip) {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            scenario.account.fault("GET", "/opportunities/search", status, "Not authorized for this scope", skip, 1);
            scenario.connect(scenario.account.with(2, DEALS));

            // When
            untilComplete(scenario);

            // Then
            assertThat(counts(scenario)).containsEntry("opportunity", (long) DEALS);
        }
    }

    @ParameterizedTest
    @CsvSource({"403, Forbidden resource", "401, The token is not authorized for this scope."})
    void whatTheScopesDoNotOpenIsLeftOut(int status, String message) {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            scenario.account.fault("GET", "/opportunities/search", status, message, 0, -1);
            scenario.connect(scenario.account.with(2, 3));

            // When
            untilComplete(scenario);

            // Then
            assertThat(counts(scenario)).containsEntry("contact", 2L).doesNotContainKey("opportunity");
        }
    }

    @Test
    void aContactThatIsRefusedOnceIsReadById() {
        // Given
        try (var scenario = new OwnerScenario(100, true)) {
            scenario.account.fault("GET", "/contacts/[^/]+", 400, "Try later", 0, 1);
            scenario.connect(scenario.account.with(3));

            // When
            untilComplete(scenario);

            // Then
            assertThat(counts(scenario)).containsEntry(ReadRun.BY_ID, 3L);
        }
    }

    @Test
    void aContactThatIsAlwaysCalledInvalidHoldsUpNoOther() {
        // Given
        try (var scenario = new OwnerScenario(100, true)) {
            scenario.account.fault("GET", "/contacts/[^/]+", 422, "This contact is broken", 0, 3);
            scenario.connect(scenario.account.with(1));

            // When
            untilComplete(scenario);

            // Then
            assertThat(counts(scenario)).containsEntry("contact", 1L);
            assertThat(counts(scenario).getOrDefault(ReadRun.BY_ID, 0L)).isZero();
        }
    }

    /** Time runs fast, so that a run that got stuck goes on. */
    private static void untilComplete(OwnerScenario scenario) {
        scenario.tendUntil(() -> {
            scenario.ahead = scenario.ahead.plusMillis(200);
            return scenario.on(Topics.SYNC_EVENTS).stream()
                    .map(SyncEvent::getType)
                    .anyMatch("initial_sync_completed"::equals);
        });
    }

    private static Map<String, Long> counts(OwnerScenario scenario) {
        return scenario.on(Topics.GHL_BACKFILL_PROGRESS).getLast().getCounts();
    }
}
