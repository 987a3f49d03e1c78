package dev.ghlsync.ingest.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LagSumTest {
    private static final TopicPartition STALLED = new TopicPartition("ghl.snapshots", 0);
    private static final TopicPartition OTHER = new TopicPartition("ghl.snapshots", 1);

    private final LagSum sum = new LagSum();
    private long nanos = -5;

    @Test
    void aPartitionThatStandsStillHoldsNothingBackWhileOthersMove() {
        // Given
        Lag first = look(0, 0);
        for (int step = 1; step < 30; step++) {
            look(0, step);
        }

        // When
        Lag after = look(0, 30);

        // Then
        assertThat(first).isEqualTo(new Lag(0, 1_000 + 100));
        assertThat(after).isEqualTo(new Lag(30, 100));
    }

    @Test
    void whileNothingMovesEverythingCounts() {
        // Given
        for (int step = 0; step < 40; step++) {
            look(0, 7);
        }

        // When
        Lag after = look(0, 7);

        // Then
        assertThat(after).isEqualTo(new Lag(7, 1_100));
    }

    @Test
    void aPartitionThatGoesOnCountsAgain() {
        // Given
        for (int step = 0; step < 40; step++) {
            look(0, step);
        }

        // When
        Lag after = look(1, 40);

        // Then
        assertThat(after).isEqualTo(new Lag(41, 1_100));
    }

    @Test
    void aPartitionNobodyLookedAtIsNotTakenToStandStill() {
        // Given
        look(0, 0);
        nanos += Duration.ofMinutes(1).toNanos();

        // When
        Lag after = look(0, 50);

        // Then
        assertThat(after).isEqualTo(new Lag(50, 1_100));
    }

    /** A look a tenth of a second later, with a thousand records behind on one partition and a hundred on the other. */
    private Lag look(long stalledAt, long otherAt) {
        nanos += Duration.ofMillis(100).toNanos();
        return sum.of(
                Map.of(STALLED, stalledAt, OTHER, otherAt),
                Map.of(STALLED, stalledAt + 1_000, OTHER, otherAt + 100),
                nanos);
    }
}
