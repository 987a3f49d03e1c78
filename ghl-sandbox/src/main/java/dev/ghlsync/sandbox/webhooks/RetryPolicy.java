package dev.ghlsync.sandbox.webhooks;

import dev.ghlsync.sandbox.seed.Stream;
import java.time.Duration;
import java.util.Optional;

/** When a failed delivery is tried again. */
public enum RetryPolicy {
    /** Since 2026: any answer but 2xx, timeouts and connection failures; at most 12 retries, growing waits with jitter. */
    CURRENT,
    /** Before: only after 429, at most 6 retries ten minutes apart. */
    OLD;

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int JITTER_PERCENT = 20;

    /**
     * The wait before the next try, or empty when this was the last.
     *
     * @param failures how often the delivery has failed, 1 after the first try
     * @param status the HTTP status, 0 when there was no answer
     */
    Optional<Duration> next(int failures, int status, Stream random) {
        return switch (this) {
            case CURRENT -> failures > 12 ? Optional.empty() : Optional.of(jittered(growing(failures), random));
            case OLD -> status != 429 || failures > 6 ? Optional.empty() : Optional.of(jittered(LONGEST, random));
        };
    }

    private static Duration growing(int failures) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Duration jittered(Duration wait, Stream random) {
        return wait.plusMillis(random.below(wait.toMillis() * JITTER_PERCENT / 100));
    }
}
