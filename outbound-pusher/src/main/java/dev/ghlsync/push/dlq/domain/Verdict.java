package dev.ghlsync.push.dlq.domain;

import java.util.Locale;

/** What a replay does with a dead letter. */
public enum Verdict {
    /** Sent again, from the present state of the contact. */
    APPLY,
    /** Nothing of it is wanted any more: resolved without sending anything. */
    SUPERSEDED,
    /** GoHighLevel has been given another value since: left for the operator. */
    CONFLICT,
    /** Its outcome has not reached the sync yet, so nobody knows what is held: left, for another look in a moment. */
    PENDING,
    /** Replayed too often already: left for the operator. */
    GUARDED,
    /** This run has replayed it already. */
    DONE,
    /** Nobody can read it as a command: left for the operator. */
    UNREADABLE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
