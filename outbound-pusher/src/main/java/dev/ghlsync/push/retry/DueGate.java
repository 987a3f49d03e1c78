package dev.ghlsync.push.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which partitions wait until when. A partition of a waiting room is in due order, so the first record that is not due holds the rest.
 *
 * @param <P> partition
 */
final class DueGate<P> {
    private final Map<P, Instant> closedUntil = new HashMap<>();

    void close(P partition, Instant until) {
        closedUntil.put(partition, until);
    }

    void forget(Iterable<P> partitions) {
        partitions.forEach(closedUntil::remove);
    }

    /** The partitions whose time has come; they are open from now on. */
    List<P> open(Instant now) {
        List<P> due = new ArrayList<>();
        closedUntil.entrySet().removeIf(entry -> {
            boolean open = !entry.getValue().isAfter(now);
            if (open) {
                due.add(entry.getKey());
            }
            return open;
        });
        return due;
    }

    /** How long nothing becomes due, at most {@code max}; at least a millisecond, so that a poll never spins. */
    Duration quietFor(Instant now, Duration max) {
        Duration next = closedUntil.values().stream()
                .min(Comparator.naturalOrder())
                .map(until -> Duration.between(now, until))
                .orElse(max);
        Duration bounded = next.compareTo(max) < 0 ? next : max;
        Duration least = Duration.ofMillis(1);
        return bounded.compareTo(least) < 0 ? least : bounded;
    }

    Set<P> closed() {
        return Set.copyOf(closedUntil.keySet());
    }
}
