package dev.ghlsync.push.dlq.domain;

import org.jspecify.annotations.Nullable;

/** What can be said of a replay without looking at the contact. */
public final class ReplayRule {
    /** A letter that came back so often comes back again: somebody has to look at it. */
    public static final int REPLAYS_MAX = 3;

    private ReplayRule() {}

    /**
     * @param run the present one
     * @return null if the present state of the contact decides
     */
    public static @Nullable Verdict withoutLooking(DeadLetter letter, String run) {
        if (run.equals(letter.run())) {
            return Verdict.DONE;
        }
        if (letter.replays() >= REPLAYS_MAX) {
            return Verdict.GUARDED;
        }
        return switch (letter.queue()) {
            case SYNC -> letter.source() == null ? Verdict.UNREADABLE : Verdict.APPLY;
            case PUSH -> letter.locationId() == null || letter.contactId() == null ? Verdict.UNREADABLE : null;
        };
    }
}
