package dev.ghlsync.sandbox.access;

import dev.ghlsync.sandbox.settings.Settings;
import dev.ghlsync.sandbox.time.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Burst and daily limits per app and location, as fixed windows that start with their first call. Thread-safe. */
public final class RateLimits {
    private static final Duration DAY = Duration.ofDays(1);
    /** Clients take a zero for an exhausted quota, so "no limit" has to look like a large one. */
    private static final int NO_LIMIT_SHOWN = 1_000_000;

    /** Whether the call may go on, and the headers every answer carries. */
    public record Verdict(boolean allowed, Map<String, String> headers) {}

    private static final class Bucket {
        private Instant burstEnds = Instant.MIN;
        private Instant dayEnds = Instant.MIN;
        private int burstUsed;
        private int dayUsed;
    }

    private final SandboxClock clock;
    private final Supplier<Settings> settings;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    public RateLimits(SandboxClock clock, Supplier<Settings> settings) {
        this.clock = clock;
        this.settings = settings;
    }

    public Verdict take(Grant grant) {
        Settings now = settings.get();
        Bucket bucket = buckets.computeIfAbsent(grant.bucket(), key -> new Bucket());
        synchronized (bucket) {
            open(bucket, now);
            boolean allowed = (now.burstLimit() == 0 || bucket.burstUsed < now.burstLimit())
                    && (now.dailyLimit() == 0 || bucket.dayUsed < now.dailyLimit());
            if (allowed) {
                bucket.burstUsed++;
                bucket.dayUsed++;
            }
            return new Verdict(allowed, headers(bucket, now));
        }
    }

    /** Spends what is left of today for every bucket that was used so far. */
    public void exhaustToday() {
        buckets.values().forEach(bucket -> {
            synchronized (bucket) {
                bucket.dayUsed = Integer.MAX_VALUE / 2;
            }
        });
    }

    private void open(Bucket bucket, Settings settings) {
        Instant now = clock.instant();
        if (!now.isBefore(bucket.burstEnds)) {
            bucket.burstEnds = now.plus(wait(Duration.ofMillis(settings.burstWindowMs())));
            bucket.burstUsed = 0;
        }
        if (!now.isBefore(bucket.dayEnds)) {
            bucket.dayEnds = now.plus(wait(DAY));
            bucket.dayUsed = 0;
        }
    }

    /** Windows shrink with the time scale, because timestamps stay those of the machine. */
    private Duration wait(Duration window) {
        return clock.isHeld() ? window : clock.scaled(window);
    }

    private Map<String, String> headers(Bucket bucket, Settings settings) {
        long interval = wait(Duration.ofMillis(settings.burstWindowMs())).toMillis();
        long dayLeft = Duration.between(clock.instant(), bucket.dayEnds).toMillis();
        return Map.of(
                "X-RateLimit-Limit-Daily", String.valueOf(shown(settings.dailyLimit())),
                "X-RateLimit-Daily-Remaining", left(settings.dailyLimit(), bucket.dayUsed),
                "X-RateLimit-Interval-Milliseconds", String.valueOf(interval),
                "X-RateLimit-Max", String.valueOf(shown(settings.burstLimit())),
                "X-RateLimit-Remaining", left(settings.burstLimit(), bucket.burstUsed),
                "X-RateLimit-Daily-Reset", String.valueOf(dayLeft));
    }

    private static String left(int limit, int used) {
        return String.valueOf(limit == 0 ? NO_LIMIT_SHOWN : Math.max(0, limit - used));
    }

    private static int shown(int limit) {
        return limit == 0 ? NO_LIMIT_SHOWN : limit;
    }
}
