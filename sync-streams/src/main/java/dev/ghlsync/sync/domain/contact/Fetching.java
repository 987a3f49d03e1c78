package dev.ghlsync.sync.domain.contact;

import org.jspecify.annotations.Nullable;

/**
 * A read by id that is wanted or was asked for. Times are our clock's epoch ms, 0 for never.
 *
 * @param reason why a read is wanted, null when none is
 * @param dueAt when it is to be asked for
 * @param askedAt when one was last asked for
 */
public record Fetching(@Nullable Reason reason, long dueAt, long askedAt) {
    static final Fetching NONE = new Fetching(null, 0, 0);

    /** Reads wanted within this time become one. */
    static final long DEBOUNCE_MS = 1_000;

    /** At most one read per contact in this time, however much its sources contradict each other. */
    static final long SPACING_MS = 10_000;

    /** Why a read is wanted; the code is used on the topic. */
    public enum Reason {
        CONTRADICTION("contradiction"),
        NOT_STATED("not_stated"),
        DELETED_THEN_SEEN("deleted_then_seen"),
        UNCONFIRMED("unconfirmed");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    Fetching wanted(Reason why, long now) {
        if (reason != null) {
            return this;
        }
        return new Fetching(why, Math.max(now + DEBOUNCE_MS, askedAt + SPACING_MS), askedAt);
    }

    Fetching answered() {
        return reason == null ? this : new Fetching(null, 0, askedAt);
    }

    Fetching asked(long now) {
        return new Fetching(null, 0, now);
    }
}
