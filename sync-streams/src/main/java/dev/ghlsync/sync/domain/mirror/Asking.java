package dev.ghlsync.sync.domain.mirror;

import org.jspecify.annotations.Nullable;

/**
 * A read by id that is wanted or was asked for. Times are our clock's epoch ms, 0 for never.
 *
 * @param reason why a read is wanted, null when none is
 * @param dueAt when it is to be asked for
 * @param askedAt when one was last asked for
 * @param correlationId of what made it wanted, null when none is wanted
 */
public record Asking(
        @Nullable Reading reason,
        long dueAt,
        long askedAt,
        @Nullable String correlationId) {
    public static final Asking NONE = new Asking(null, 0, 0, null);

    /** Reads wanted within this time become one. */
    static final long DEBOUNCE_MS = 1_000;

    /** At most one read per object in this time, however much its sources contradict each other. */
    static final long SPACING_MS = 10_000;

    Asking wanted(Reading why, long now) {
        return reason != null
                ? this
                : new Asking(why, Math.max(now + DEBOUNCE_MS, askedAt + SPACING_MS), askedAt, null);
    }

    /** A wanted read remembers what made it wanted first. */
    Asking because(String cause) {
        return reason == null || correlationId != null ? this : new Asking(reason, dueAt, askedAt, cause);
    }

    Asking answered() {
        return reason == null ? this : new Asking(null, 0, askedAt, null);
    }

    Asking asked(long now) {
        return new Asking(null, 0, now, null);
    }
}
