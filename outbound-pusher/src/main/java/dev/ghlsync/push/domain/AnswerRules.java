package dev.ghlsync.push.domain;

import dev.ghlsync.push.domain.AttemptOutcome.Failed;
import dev.ghlsync.push.domain.AttemptOutcome.Parked;
import org.jspecify.annotations.Nullable;

/** What each answer of GoHighLevel means. */
public final class AnswerRules {
    private AnswerRules() {}

    public static Verdict classify(Answer answer) {
        return switch (answer) {
            case Answer.Contact contact -> new Verdict.Accepted(contact.snapshot());
            case Answer.Done ignored -> new Verdict.Accepted(null);
            // The write took effect or not; the next attempt reads before it writes.
            case Answer.Unreadable unreadable -> failed(Reason.UNREADABLE_ANSWER, unreadable.status());
            case Answer.Refused refused -> refusal(refused);
            case Answer.WindowExhausted exhausted -> new Verdict.Wait(exhausted.until());
            case Answer.DayExhausted ignored -> parked(Reason.DAY_EXHAUSTED, null);
            case Answer.ServerFault fault -> failed(Reason.SERVER_FAULT, fault.status());
            case Answer.NoAnswer silence -> failed(silence.reason(), null);
            case Answer.NotOurs ignored -> new Verdict.Ends(new AttemptOutcome.Abandoned());
        };
    }

    private static Verdict refusal(Answer.Refused refused) {
        int status = refused.status();
        return switch (refused.refusal()) {
            case DUPLICATE -> new Verdict.Duplicate(status, refused.existingContactId(), refused.matchingField());
            case NOT_FOUND -> new Verdict.Missing(status);
            case INVALID -> new Verdict.Objected(status, refused.namedFields());
            case TOKEN_INVALID -> parked(Reason.TOKEN_REJECTED, status);
            case NO_ACCESS -> parked(Reason.NO_ACCESS_TO_LOCATION, status);
            case FORBIDDEN -> parked(Reason.FORBIDDEN, status);
            // A proxy or a wrong base address answers so: holding the fields for it would be wrong.
            case OTHER -> failed(Reason.UNEXPECTED_STATUS, status);
        };
    }

    private static Verdict failed(Reason reason, @Nullable Integer status) {
        return new Verdict.Ends(new Failed(reason, status));
    }

    private static Verdict parked(Reason reason, @Nullable Integer status) {
        return new Verdict.Ends(new Parked(reason, status));
    }
}
