package dev.ghlsync.push.domain;

import java.time.Duration;

/**
 * Makes waiting times shorter, for tests and demos.
 *
 * @param factor above 0, at most 1; 1 is real time
 */
public record TimeScale(double factor) {
    public static final TimeScale REAL = new TimeScale(1.0);

    public TimeScale {
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException(
                    "PUSH_RETRY_SCALE is " + factor + "; it must be above 0 and at most 1, such as 1.0 or 0.001.");
        }
    }

    /** The scaled duration, at least one millisecond. */
    public Duration of(Duration real) {
        return Duration.ofMillis(Math.max(1, Math.round(real.toMillis() * factor)));
    }
}
