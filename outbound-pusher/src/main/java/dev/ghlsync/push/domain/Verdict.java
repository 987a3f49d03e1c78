package dev.ghlsync.push.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an answer means for the attempt. */
public sealed interface Verdict {

    /** The call did what it should. */
    record Accepted(@Nullable Snapshot snapshot) implements Verdict {}

    /** GoHighLevel objects to what was sent.
     *
     * @param fields the fields it names; empty when it names none
     */
    record Objected(int status, Set<String> fields) implements Verdict {
        public Objected {
            fields = Set.copyOf(fields);
        }
    }

    /** The contact exists already. */
    record Duplicate(
            int status,
            @Nullable String ghlContactId,
            @Nullable String matchingField) implements Verdict {}

    /** The contact is said not to exist; only a read is believed. */
    record Missing(int status) implements Verdict {}

    /** The attempt ends here. */
    record Ends(AttemptOutcome outcome) implements Verdict {}

    /** Not sent before then; no attempt is spent. */
    record Wait(Instant until) implements Verdict {}
}
