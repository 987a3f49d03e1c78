package dev.ghlsync.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.schemas.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppointmentsOfARunTest {
    private static final String EVENTS = "/calendars/events";

    @Test
    void calendarsAreListedOncePerCalendarAndNotPerWindow() {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            scenario.connect(scenario.account.with(1));

            // When
            scenario.tendUntil(() -> isComplete(scenario));

            // Then
            int windows = scenario.account.calls(EVENTS);
            int lists = scenario.account.calls("/calendars/") - windows;
            int calendars = windows / 12;
            assertThat(calendars).isPositive();
            assertThat(windows).as("two years in windows of 61 days").isEqualTo(calendars * 12);
            assertThat(lists).as("for their names, before each, after the last").isEqualTo(1 + calendars + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 400})
    void aCalendarThatIsGoneMeanwhileHoldsNothingUp(int status) {
        // Given
        try (var scenario = new OwnerScenario(100, false)) {
            var gone = GhlJson.emptyObject()
                    .put("kind", "status")
                    .put("status", status)
                    .put("path", EVENTS);
            scenario.account.control("POST", "/_sandbox/faults", gone);
            scenario.connect(scenario.account.with(3));

            // When
            scenario.tendUntil(() -> isComplete(scenario));

            // Then
            assertThat(scenario.account.calls(EVENTS)).isPositive();
            assertThat(scenario.on(Topics.GHL_BACKFILL_PROGRESS).getLast().getCounts())
                    .containsEntry("contact", 3L);
        }
    }

    private static boolean isComplete(OwnerScenario scenario) {
        return scenario.on(Topics.SYNC_EVENTS).stream()
                .map(SyncEvent::getType)
                .anyMatch("initial_sync_completed"::equals);
    }
}
