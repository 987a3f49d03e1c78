package dev.ghlsync.ingest.write;

import org.jspecify.annotations.Nullable;

/** What became of a change that somebody asked for. */
public sealed interface WriteOutcome {

    /**
     * It is safely on its topic; whether it applies is decided there.
     *
     * @param contactId null when it is about no single contact
     */
    record Accepted(@Nullable String contactId, String changeId, String correlationId) implements WriteOutcome {}

    /** It is no valid change. */
    record Invalid(String sentence) implements WriteOutcome {}

    /** The location is not known here. */
    record UnknownLocation() implements WriteOutcome {}

    /** It is not known to be stored; with an idempotency key sending it again is harmless. */
    record TryAgain() implements WriteOutcome {}
}
