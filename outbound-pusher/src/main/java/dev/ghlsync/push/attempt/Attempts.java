package dev.ghlsync.push.attempt;

import dev.ghlsync.push.destination.Access;
import dev.ghlsync.push.destination.Destination;
import dev.ghlsync.push.domain.AttemptOutcome;
import dev.ghlsync.push.domain.Carry;
import dev.ghlsync.push.domain.FieldForms;
import dev.ghlsync.push.domain.Oscillation;
import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.RetryPlan;
import dev.ghlsync.push.domain.Settlement;
import java.time.InstantSource;

/** Runs attempts. Safe for concurrent use; blocks for the calls of one attempt. */
public final class Attempts {
    private final Destination destination;
    private final FieldForms forms;
    private final RetryPlan plan;
    private final InstantSource clock;
    private final Oscillation oscillation = new Oscillation();

    public Attempts(Destination destination, FieldForms forms, RetryPlan plan, InstantSource clock) {
        this.destination = destination;
        this.forms = forms;
        this.plan = plan;
        this.clock = clock;
    }

    public AttemptOutcome run(PushWish wish, Carry carry, Access access) {
        Carry known = wish.attempt() > 1 ? new Carry(true, carry.refused(), carry.split()) : carry;
        Caller caller = new Caller(destination, access);
        return switch (wish.kind()) {
            case NOTHING -> wantsNothing();
            case UNKNOWN -> new AttemptOutcome.Impossible(Reason.UNKNOWN_KIND);
            case CREATE -> new CreateAttempt(caller, wish, known, forms, plan.searchableFrom(clock.instant())).run();
            case UPDATE -> {
                String id = wish.ghlContactId();
                yield id == null
                        ? new AttemptOutcome.Impossible(Reason.INVALID_COMMAND)
                        : new UpdateAttempt(caller, wish, id, known, forms, oscillation.swinging(wish, clock.instant()))
                                .run();
            }
        };
    }

    /** Settled without a call, and therefore also while a location is closed. */
    public static AttemptOutcome wantsNothing() {
        return new AttemptOutcome.Settled(Settlement.without(Settlement.Outcome.APPLIED, Reason.WANTS_NOTHING, null));
    }
}
