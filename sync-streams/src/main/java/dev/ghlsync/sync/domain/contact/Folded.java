package dev.ghlsync.sync.domain.contact;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one input led to.
 *
 * @param state the contact afterwards
 * @param view how consumers see it
 * @param announced whether consumers are to be told
 * @param happenings facts for the event log
 * @param command command to give out
 * @param fetch read to ask for
 * @param wakeAt epoch ms at which the contact wants to be woken
 * @param verdict what the input turned out to be
 */
public record Folded(
        ContactState state,
        ContactView view,
        boolean announced,
        List<Happening> happenings,
        Optional<Command> command,
        Optional<Fetching.Reason> fetch,
        OptionalLong wakeAt,
        Verdict verdict) {
    /** What an input turned out to be; used as a metric tag. */
    public enum Verdict {
        CREATED,
        CHANGED,
        /** A value of ours coming back: nothing to do. */
        ECHO,
        /** Older than what is known. */
        STALE,
        UNCHANGED,
        WOKEN
    }
}
