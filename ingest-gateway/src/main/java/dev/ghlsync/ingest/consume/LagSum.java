package dev.ghlsync.ingest.consume;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The lags of all partitions in one number, without those partitions that stand still while others move: what waits there would otherwise hold back
 * the locations of all others. While none moves, all count. Used by one thread, which looks several times a second while it matters.
 */
final class LagSum {
    private static final long STANDSTILL_NANOS = Duration.ofSeconds(3).toNanos();

    private final Map<TopicPartition, Seen> seen = new HashMap<>();
    private @Nullable Long movedNanos;
    private @Nullable Long lookedNanos;

    /** Up to where a partition is folded, and since when it lags there. */
    private record Seen(long folded, long sinceNanos) {}

    /**
     * One look.
     *
     * @param folded offset up to which each partition is folded
     * @param ends end of each of these partitions
     */
    Lag of(Map<TopicPartition, Long> folded, Map<TopicPartition, Long> ends, long nowNanos) {
        if (!isRecent(lookedNanos, nowNanos)) {
            seen.clear(); // Nobody looked meanwhile, so nothing is known to stand still.
            movedNanos = null;
        }
        lookedNanos = nowNanos;
        long sum = 0;
        long moving = 0;
        long still = 0;
        for (Map.Entry<TopicPartition, Long> each : folded.entrySet()) {
            long at = each.getValue();
            long behind = Math.max(0, ends.getOrDefault(each.getKey(), at) - at);
            sum += at;
            if (isStill(each.getKey(), at, behind, nowNanos)) {
                still += behind;
            } else {
                moving += behind;
            }
        }
        return new Lag(sum, isRecent(movedNanos, nowNanos) ? moving : moving + still);
    }

    private boolean isStill(TopicPartition partition, long at, long behind, long nowNanos) {
        Seen before = seen.get(partition);
        if (before != null && before.folded() == at && behind > 0) {
            return nowNanos - before.sinceNanos() >= STANDSTILL_NANOS;
        }
        if (before != null && before.folded() != at) {
            movedNanos = nowNanos;
        }
        seen.put(partition, new Seen(at, nowNanos));
        return false;
    }

    private static boolean isRecent(@Nullable Long thenNanos, long nowNanos) {
        return thenNanos != null && nowNanos - thenNanos < STANDSTILL_NANOS;
    }
}
