package dev.ghlsync.push.domain;

import java.time.Duration;

/** How long a failed attempt waits, by its number. */
public enum Tier {
    AFTER_1_MINUTE(Duration.ofMinutes(1)),
    AFTER_5_MINUTES(Duration.ofMinutes(5)),
    AFTER_15_MINUTES(Duration.ofMinutes(15)),
    AFTER_1_HOUR(Duration.ofHours(1)),
    AFTER_6_HOURS(Duration.ofHours(6));

    private final Duration delay;

    Tier(Duration delay) {
        this.delay = delay;
    }

    public Duration delay() {
        return delay;
    }
}
