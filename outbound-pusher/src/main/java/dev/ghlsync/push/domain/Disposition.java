package dev.ghlsync.push.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is done with a version after its attempt. */
public sealed interface Disposition {

    /** One result, and that is all. */
    record Settle(Settlement settlement) implements Disposition {}

    /** Into the waiting room; the replan that comes out settles the version. */
    record Retry(
            Tier tier,
            Instant dueAt,
            Reason reason,
            @Nullable Integer httpStatus) implements Disposition {}

    /** One dead letter and a result. */
    record DeadLetter(Reason reason, @Nullable Integer httpStatus) implements Disposition {}

    /** Result {@code PARKED}, and a request for a new token. */
    record ParkForToken(Settlement settlement) implements Disposition {}

    /** Back into its lane, unsettled. */
    record RunLater(Instant until, AttemptOutcome.Scope scope, Carry carry) implements Disposition {}
}
