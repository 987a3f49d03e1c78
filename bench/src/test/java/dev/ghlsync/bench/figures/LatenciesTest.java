package dev.ghlsync.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenciesTest {
    @ParameterizedTest
    @CsvSource({"50, 50", "95, 95", "99, 99", "99.5, 100", "100, 100", "0.1, 1"})
    void percentileIsTheNearestRankOfUnsortedValues(double percent, double expected) {
        // Given
        var latencies = Latencies.ofNanos(
                LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000_000).toArray());

        // When
        double millis = latencies.millis(percent);

        // Then
        assertThat(millis).isEqualTo(expected);
    }

    @Test
    void oneValueIsEveryPercentile() {
        // Given
        var latencies = Latencies.ofNanos(List.of(2_500_000L));

        // When
        double millis = latencies.millis(99);

        // Then
        assertThat(millis).isEqualTo(2.5);
    }

    @Test
    void nothingMeasuredHasNoPercentile() {
        // Given
        var latencies = Latencies.ofNanos();

        // When
        double millis = latencies.millis(50);

        // Then
        assertThat(millis).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "100.1", "NaN"})
    void refusesPercentilesThatDoNotExist(double percent) {
        // Given
        var latencies = Latencies.ofNanos(1);

        // When / Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> latencies.millis(percent))
                .withMessageContaining("up to 100");
    }
}
