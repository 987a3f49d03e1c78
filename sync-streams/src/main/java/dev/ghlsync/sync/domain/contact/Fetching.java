package dev.ghlsync.sync.domain.contact;

import org.jspecify.annotations.Nullable;

/**
 * A read by id that is wanted, until one answers that is as new as what made it wanted. Times are our clock's epoch ms unless
 * said otherwise, 0 for never.
 *
 * @param reason why a read is wanted, null when none is
 * @param wantedOf epoch ms in GoHighLevel's time of the newest fact that a read is to judge
 * @param dueAt when it is to be asked for, again if no answer came
 * @param askedAt when one was last asked for
 */
public record Fetching(@Nullable Reason reason, long wantedOf, long dueAt, long askedAt) {
    static final Fetching NONE = new Fetching(null, 0, 0, 0);

    /** Reads wanted within this time become one. */
    static final long DEBOUNCE_MS = 1_000;

    /** At most one read per contact in this time, however much its sources contradict each other. */
    static final long SPACING_MS = 10_000;

    /** A read that was asked for and never answered is asked for again after this time. */
    static final long PATIENCE_MS = 600_000;

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

    /** @param of epoch ms in GoHighLevel's time of what is to be judged */
    Fetching wanted(Reason why, long of, long now) {
        if (reason != null && of <= wantedOf) {
            return this;
        }
        long soon = Math.max(now + DEBOUNCE_MS, askedAt + SPACING_MS);
        return reason == null
                ? new Fetching(why, of, soon, askedAt)
                : new Fetching(reason, of, Math.min(dueAt, soon), askedAt);
    }

    /** @param until epoch ms in GoHighLevel's time up to which the answer vouches for the contact */
    Fetching answered(long until) {
        return reason == null || until < wantedOf ? this : new Fetching(null, 0, 0, askedAt);
    }

    Fetching asked(long now) {
        return new Fetching(reason, wantedOf, now + PATIENCE_MS, now);
    }
}
