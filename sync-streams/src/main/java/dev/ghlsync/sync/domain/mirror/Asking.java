package dev.ghlsync.sync.domain.mirror;

import org.jspecify.annotations.Nullable;

/**
 * A read by id that is wanted or was asked for. Times are our clock's epoch ms, 0 for never.
 *
 * @param reason why a read is wanted, null when none is
 * @param dueAt when it is to be asked for
 * @param askedAt when one was last asked for
 */
public record Asking(@Nullable Reading reason, long dueAt, long askedAt) {
    public static final Asking NONE = new Asking(null, 0, 0);

    /** Reads wanted within this time become one. */
    static final long DEBOUNCE_MS = 1_000;

    /** At most one read per object in this time, however much its sources contradict each other. */
    static final long SPACING_MS = 10_000;

    Asking wanted(Reading why, long now) {
        return reason != null ? this : new Asking(why, Math.max(now + DEBOUNCE_MS, askedAt + SPACING_MS), askedAt);
    }

    Asking answered() {
        return reason == null ? this : new Asking(null, 0, askedAt);
    }

    Asking asked(long now) {
        return new Asking(null, 0, now);
    }
}
