package dev.ghlsync.bench.figures;

import java.util.Arrays;
import java.util.Collection;

/** Measured durations. Immutable. */
public final class Latencies {
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] sorted;

    private Latencies(long[] sorted) {
        this.sorted = sorted;
    }

    public static Latencies ofNanos(long... nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted);
    }

    public static Latencies ofNanos(Collection<Long> nanos) {
        return ofNanos(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    public int count() {
        return sorted.length;
    }

    /**
     * The smallest measured value that at least {@code percent} of all values do not exceed (nearest rank), in milliseconds; NaN when nothing was
     * measured.
     *
     * @param percent above 0, at most 100
     */
    public double millis(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "Percentile " + percent + " does not exist; ask for one above 0 and up to 100.");
        }
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
    }
}
