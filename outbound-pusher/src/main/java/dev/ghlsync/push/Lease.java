package dev.ghlsync.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether the group still counts this process as an owner for as long as a request may take: the last poll must be younger than session timeout −
 * longest request. Safe for concurrent use.
 */
final class Lease {
    private final InstantSource clock;
    private final Duration valid;
    private volatile Instant renewedAt = Instant.EPOCH;

    Lease(InstantSource clock, Duration sessionTimeout, Duration longest) {
        this.clock = clock;
        this.valid = sessionTimeout.minus(longest);
        if (!valid.isPositive()) {
            throw new IllegalArgumentException("A request takes at most " + longest.toMillis()
                    + " ms, PUSH_REQUEST_TIMEOUT_MS and a little; PUSH_SESSION_TIMEOUT_MS of "
                    + sessionTimeout.toMillis() + " must be above that.");
        }
    }

    /** The group was heard from just now. */
    void renew() {
        renewedAt = clock.instant();
    }

    boolean isFresh() {
        return clock.instant().isBefore(renewedAt.plus(valid));
    }
}
