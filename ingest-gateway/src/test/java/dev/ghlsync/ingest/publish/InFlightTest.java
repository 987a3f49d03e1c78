package dev.ghlsync.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightTest {
    @Test
    void boundsRecords() {
        // Given
        var inFlight = new InFlight(2, 1_000);
        boolean first = inFlight.enter(1);
        boolean second = inFlight.enter(1);

        // When
        boolean third = inFlight.enter(1);

        // Then
        assertThat(first).isTrue();
        assertThat(second).isTrue();
        assertThat(third).isFalse();
    }

    @Test
    void boundsBytesButLetsOneLargeRecordPassAlone() {
        // Given
        var inFlight = new InFlight(10, 1_000);
        boolean large = inFlight.enter(5_000);

        // When
        boolean next = inFlight.enter(1);

        // Then
        assertThat(large).isTrue();
        assertThat(next).isFalse();
    }

    @Test
    void givesPlacesBack() {
        // Given
        var inFlight = new InFlight(1, 1_000);
        inFlight.enter(600);
        inFlight.leave(600);

        // When
        boolean again = inFlight.enter(600);

        // Then
        assertThat(again).isTrue();
        assertThat(inFlight.records()).isEqualTo(1);
        assertThat(inFlight.bytes()).isEqualTo(600);
    }
}
