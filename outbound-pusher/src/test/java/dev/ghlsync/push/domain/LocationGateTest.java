package dev.ghlsync.push.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationGateTest {
    @ParameterizedTest(name = "connected {0}, paused {1}, token {2}: {3}")
    @CsvSource({
        "true,  false, true,  ",
        "false, false, true,  LOCATION_NOT_CONNECTED",
        "false, true,  false, LOCATION_NOT_CONNECTED",
        "true,  true,  true,  OUTBOUND_PAUSED",
        "true,  true,  false, OUTBOUND_PAUSED",
        "true,  false, false, TOKEN_UNREADABLE"
    })
    void nothingIsSentToALocationThatIsClosed(
            boolean connected, boolean paused, boolean token, @Nullable Reason expected) {
        // When
        Reason reason = LocationGate.closedBecause(new LocationState(connected, paused, token, true, false));

        // Then
        assertThat(reason).isEqualTo(expected);
    }

    @Test
    void aLocationNobodyKnowsIsNotConnected() {
        // When
        Reason reason = LocationGate.closedBecause(null);

        // Then
        assertThat(reason).isEqualTo(Reason.LOCATION_NOT_CONNECTED);
    }
}
