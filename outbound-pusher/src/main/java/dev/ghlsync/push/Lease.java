package dev.ghlsync.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether the group counts this process as an owner for as long as a request may take: the last commit that it accepted, which is what proves it and
 * keeps the session alive, began less than session timeout − longest request ago. A poll proves nothing: without a broker it returns as well. Safe for
 * concurrent use; one thread renews.
 */
final class Lease {
    /** So often at least within the time it is valid. */
    private static final int RENEWALS = 4;

    private final InstantSource clock;
    private final Duration valid;
    private final Duration due;
    private volatile Instant renewedAt = Instant.EPOCH;

    Lease(InstantSource clock, Duration sessionTimeout, Duration longest) {
        this.clock = clock;
        this.valid = sessionTimeout.minus(longest);
        this.due = valid.dividedBy(RENEWALS);
        if (!valid.isPositive()) {
            throw new IllegalArgumentException("A request takes at most " + longest.toMillis()
                    + " ms, PUSH_REQUEST_TIMEOUT_MS and a little; PUSH_SESSION_TIMEOUT_MS of "
                    + sessionTimeout.toMillis() + " must be above that.");
        }
    }

    /** @param asked before the commit was sent that the group accepted */
    void renew(Instant asked) {
        if (asked.isAfter(renewedAt)) {
            renewedAt = asked;
        }
    }

    /** Whether it is time for another proof. */
    boolean isDue() {
        return !clock.instant().isBefore(renewedAt.plus(due));
    }

    boolean isFresh() {
        return clock.instant().isBefore(renewedAt.plus(valid));
    }
}
