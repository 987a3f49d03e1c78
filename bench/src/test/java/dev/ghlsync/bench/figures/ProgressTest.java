package dev.ghlsync.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ghlsync.bench.figures.Progress.Sample;
import dev.ghlsync.bench.figures.Progress.Speed;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void startIsNotCountedAndTheSecondHalfIsTakenApart() {
        // Given
        var samples = List.of(
                new Sample(0, 0, 1_000),
                new Sample(5 * SECOND, SECOND, 1_000),
                new Sample(6 * SECOND, 2 * SECOND, 1_100),
                new Sample(8 * SECOND, 3 * SECOND, 1_600),
                new Sample(9 * SECOND, 5 * SECOND, 2_000));

        // When
        var progress = Progress.of(samples);

        // Then
        assertThat(progress.records()).isEqualTo(1_000);
        assertThat(progress.whole().perSecond()).isEqualTo(300);
        assertThat(progress.whole().cpuMicrosPerRecord()).isCloseTo(3_333, within(1.0));
        assertThat(progress.warm()).isEqualTo(new Speed(400, 5_000));
    }

    @Test
    void oneStepHasNoRate() {
        // Given
        var samples = List.of(new Sample(0, 0, 0), new Sample(SECOND, SECOND, 10));

        // When
        var progress = Progress.of(samples);

        // Then
        assertThat(progress.whole().perSecond()).isNaN();
    }
}
