package dev.ghlsync.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether the group still counts this process as an owner for as long as a request may take: the last poll must be younger than session timeout −
 * request timeout. Safe for concurrent use.
 */
final class Lease {
    private final InstantSource clock;
    private final Duration valid;
    private volatile Instant renewedAt = Instant.EPOCH;

    Lease(InstantSource clock, Duration sessionTimeout, Duration requestTimeout) {
        this.clock = clock;
        this.valid = sessionTimeout.minus(requestTimeout);
        if (!valid.isPositive()) {
            throw new IllegalArgumentException("PUSH_REQUEST_TIMEOUT_MS of " + requestTimeout.toMillis()
                    + " must be below PUSH_SESSION_TIMEOUT_MS of " + sessionTimeout.toMillis() + ".");
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
