package dev.ghlsync.sink.posthog;

import java.time.Duration;

/** What became of a batch. */
public sealed interface Reply {
    record Accepted() implements Reply {}

    /**
     * It may be accepted later: a limit, a failure, no answer, a key that is not accepted.
     *
     * @param cause status or kind of failure
     * @param after how long PostHog asked to wait, zero when it did not say
     */
    record Later(String cause, Duration after) implements Reply {}

    /** One event of it is malformed; PostHog does not say which. */
    record Malformed() implements Reply {}
}
