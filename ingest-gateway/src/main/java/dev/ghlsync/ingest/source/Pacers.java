package dev.ghlsync.ingest.source;

import dev.ghlsync.ghl.client.RateLimit;
import dev.ghlsync.ghl.quota.QuotaPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Spreads the reads of runs over each window, at a little less than what the limit leaves after the reserve. Sent in a burst, they would find the
 * window used up and then wait for the next one, of which nobody says when it begins. Safe for concurrent use.
 */
public final class Pacers {
    /** Share of the permitted rate that is used, and share of a window that may be made up for after a pause. */
    private static final double USED = 0.975;

    private static final double CREDIT = 0.02;

    private final QuotaPolicy policy;
    private final ConcurrentMap<String, Pacer> pacers = new ConcurrentHashMap<>();

    public Pacers(QuotaPolicy policy) {
        this.policy = policy;
    }

    /** When the next read may be sent, which nobody else is told: many that wait then wake up once each. In the past if it may be sent at once. */
    public Instant reserve(String locationId, Instant now) {
        return pacer(locationId).reserve(now);
    }

    /** Takes over the limit that a response states. */
    public void learn(String locationId, RateLimit limit) {
        Long max = limit.max();
        Long interval = limit.intervalMs();
        if (max != null && interval != null && max > policy.readReservePerWindow() && interval > 0) {
            pacer(locationId).set(max - policy.readReservePerWindow(), Duration.ofMillis(interval));
        }
    }

    /** Forgets a location that is read no more. */
    public void forget(String locationId) {
        pacers.remove(locationId);
    }

    private Pacer pacer(String locationId) {
        return pacers.computeIfAbsent(
                locationId, id -> new Pacer(policy.windowMax() - policy.readReservePerWindow(), policy.window()));
    }

    private static final class Pacer {
        private long stepNanos;
        private long creditNanos;
        private @Nullable Instant due;

        Pacer(long permitted, Duration window) {
            set(permitted, window);
        }

        final synchronized void set(long permitted, Duration window) {
            stepNanos = Math.max(1, (long) (window.toNanos() / (permitted * USED)));
            creditNanos = Math.max(stepNanos, (long) (window.toNanos() * CREDIT));
        }

        synchronized Instant reserve(Instant now) {
            Instant earliest = now.minusNanos(creditNanos);
            Instant at = due == null || due.isBefore(earliest) ? earliest : due;
            due = at.plusNanos(stepNanos);
            return at;
        }
    }
}
