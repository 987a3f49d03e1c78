package dev.ghlsync.push.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. */
public sealed interface AttemptOutcome {

    /** GoHighLevel's word is final for this version. */
    record Settled(Settlement settlement) implements AttemptOutcome {}

    /** It may work next time. */
    record Failed(Reason reason, @Nullable Integer httpStatus) implements AttemptOutcome {}

    /** It cannot work before somebody or something else acts; no attempt is spent. */
    record Parked(Reason reason, @Nullable Integer httpStatus) implements AttemptOutcome {}

    /** Not before then; no attempt is spent. */
    record Deferred(Instant until, Scope scope, Carry carry) implements AttemptOutcome {}

    /** Stopped between two calls: this process may no longer own the contact. */
    record Abandoned() implements AttemptOutcome {}

    /** It can never work: the command itself is wrong. */
    record Impossible(Reason reason) implements AttemptOutcome {}

    /** Whom a deferral stops. */
    enum Scope {
        CONTACT,
        LOCATION
    }
}
