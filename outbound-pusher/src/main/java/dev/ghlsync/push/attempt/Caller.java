package dev.ghlsync.push.attempt;

import dev.ghlsync.push.destination.Access;
import dev.ghlsync.push.destination.Destination;
import dev.ghlsync.push.domain.AnswerRules;
import dev.ghlsync.push.domain.ContactCall;
import dev.ghlsync.push.domain.Verdict;

/** The calls of one attempt; remembers whether one of them may have changed something. Used by one thread. */
final class Caller {
    private final Destination destination;
    private final Access access;
    private boolean wrote;

    Caller(Destination destination, Access access) {
        this.destination = destination;
        this.access = access;
    }

    Verdict call(ContactCall call) {
        Verdict verdict = AnswerRules.classify(destination.send(access, call));
        if (call.writes() && verdict instanceof Verdict.Accepted) {
            wrote = true;
            access.wrote().run();
        }
        return verdict;
    }

    /** A refusal of a create may hide a contact that was made all the same. */
    void mayHaveWritten() {
        access.wrote().run();
    }

    boolean wrote() {
        return wrote;
    }

    boolean mayWriteCompanyOnUpdate() {
        return access.companyNameOnUpdate();
    }
}
