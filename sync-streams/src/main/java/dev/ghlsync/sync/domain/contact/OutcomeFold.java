package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.contact.Input.FieldOutcome;
import dev.ghlsync.sync.domain.contact.Input.Outcome;
import dev.ghlsync.sync.domain.contact.Input.Replan;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.domain.history.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Outcomes of commands, and requests to plan again. */
final class OutcomeFold {
    /** What the pusher says of a field that it did not send because the same values were written to it again and again. */
    private static final String OSCILLATING = "oscillating";

    /** How long a request may take effect after nobody waits for its answer any more, and how far clocks may differ. */
    static final long LANDING_MS = 60_000;

    private OutcomeFold() {}

    static ContactState apply(ContactState state, Outcome outcome, long now) {
        if (!state.outbound().isUnsettled(outcome.version())) {
            return withSnapshot(state, outcome);
        }
        return switch (outcome.kind()) {
            case APPLIED, PARTLY -> answered(state, outcome, now);
            case REFUSED -> refused(answered(state, outcome, now), state, outcome, Held.Reason.REFUSED, now);
            case DUPLICATE_OF ->
                withOutbound(
                        state,
                        unanswered(state, outcome)
                                .withCreateHeld(new Held(null, Held.Reason.DUPLICATE, now, outcome.reason())));
            case GONE -> {
                var settled = withOutbound(
                        state, state.outbound().settled(outcome.version()).neverLanded(outcome.version()));
                // Another contact there may have taken the place of the one that is gone.
                boolean isLinked =
                        outcome.ghlContactId() == null || outcome.ghlContactId().equals(state.ghlContactId());
                yield isLinked ? settled.withLifecycle(state.lifecycle().deleted(outcome.at())) : settled;
            }
            case SUPERSEDED -> {
                var seen = withSnapshot(state, outcome);
                yield withOutbound(seen, unanswered(seen, outcome));
            }
            case PARKED ->
                withOutbound(
                        state,
                        unanswered(state, outcome).withParked(outcome.reason() == null ? "unknown" : outcome.reason()));
            case DEAD ->
                refused(
                        withOutbound(state, state.outbound().settled(outcome.version())),
                        state,
                        outcome,
                        Held.Reason.DEAD,
                        now);
        };
    }

    /** What the outcome of a command says that another contact gave out, whose values are recognised here as well. */
    static ContactState inherited(ContactState state, Outcome outcome) {
        var seen = withSnapshot(state, outcome);
        var outbound = seen.outbound();
        return switch (outcome.kind()) {
            case APPLIED, PARTLY, REFUSED -> withOutbound(seen, closed(outbound, outcome));
            case DUPLICATE_OF, GONE, SUPERSEDED, PARKED ->
                outcome.maybeSent() ? seen : withOutbound(seen, outbound.neverLanded(outcome.version()));
            case DEAD -> seen;
        };
    }

    /** A version that was never sent cannot show up in GoHighLevel: an equal value there is somebody else's. */
    private static Outbound unanswered(ContactState state, Outcome outcome) {
        var settled = state.outbound().settled(outcome.version());
        return outcome.maybeSent() ? settled : settled.neverLanded(outcome.version());
    }

    /** @param now epoch ms at which it was asked for */
    static ContactState replan(ContactState state, Replan replan, long now) {
        var outbound = state.outbound();
        return switch (replan.cause()) {
            case RETRY_DUE -> {
                boolean newest = outbound.lastVersion() == replan.version() && outbound.isUnsettled(replan.version());
                var settled = outbound.settled(replan.version());
                yield withOutbound(
                        state, newest ? settled.withAttempt(replan.attempt() + 1, replan.firstFailedAt()) : settled);
            }
            case REPLAY -> withOutbound(state, released(outbound, replan).withParked(null));
            case RECONNECT -> withOutbound(state, outbound.withParked(null));
            // A command without an outcome for so long that it has none to expect is given out again.
            case SWEEP ->
                withOutbound(state, outbound.settledUpTo(replan.version()).withParked(null));
            case ZOMBIE_CHECK -> withOutbound(state, outbound.late(replan.version(), now + LANDING_MS));
        };
    }

    private static Outbound released(Outbound outbound, Replan replan) {
        var held = new TreeMap<>(outbound.held());
        held.keySet()
                .removeIf(key -> replan.fields().isEmpty() || replan.fields().contains(key.name()));
        return outbound.withHeld(held).withCreateHeld(null);
    }

    /** GoHighLevel took the request: the answer is a snapshot, and nothing older can land long after it. */
    private static ContactState answered(ContactState state, Outcome outcome, long now) {
        var linked = outcome.ghlContactId() == null ? state : ContactFold.linked(state, outcome.ghlContactId(), 0);
        var seen = withSnapshot(linked, outcome);
        var outbound = closed(seen.outbound().settled(outcome.version()), outcome);
        return withOutbound(seen, held(outbound, outcome, now));
    }

    private static Outbound closed(Outbound outbound, Outcome outcome) {
        return outcome.snapshot() == null
                ? outbound
                : outbound.closed(outcome.version(), outcome.snapshot().stamp().until(), LANDING_MS);
    }

    private static Held.Reason refusal(@Nullable String message) {
        return OSCILLATING.equals(message) ? Held.Reason.OSCILLATING : Held.Reason.REFUSED;
    }

    private static Outbound held(Outbound outbound, Outcome outcome, long now) {
        var held = new TreeMap<>(outbound.held());
        held.values().removeIf(h -> h.reason() == Held.Reason.DEAD && outcome.kind() == Outcome.Kind.APPLIED);
        outcome.fields().forEach((key, field) -> {
            switch (field.result()) {
                case APPLIED -> held.remove(key);
                case REFUSED -> held.put(key, new Held(field.value(), refusal(field.message()), now, field.message()));
                case SILENTLY_DISCARDED ->
                    held.put(key, new Held(field.value(), Held.Reason.SILENTLY_DISCARDED, now, field.message()));
                case NOT_SENT, FAILED -> {}
            }
        });
        return outbound.withHeld(held);
    }

    /** The command as a whole came to nothing: its values are held, a create is not tried again. */
    private static ContactState refused(
            ContactState next, ContactState before, Outcome outcome, Held.Reason reason, long now) {
        var issued = before.outbound().issued().stream()
                .filter(i -> i.version() == outcome.version())
                .findFirst()
                .orElseThrow();
        if (issued.kind() == Issued.Kind.CREATE) {
            return next.ghlContactId() != null
                    ? next
                    : withOutbound(next, next.outbound().withCreateHeld(new Held(null, reason, now, outcome.reason())));
        }
        boolean namesFields = outcome.fields().values().stream().anyMatch(OutcomeFold::isRefusal);
        if (namesFields && reason == Held.Reason.REFUSED) {
            return next;
        }
        var held = new TreeMap<>(next.outbound().held());
        issued.wanted().forEach((key, value) -> held.put(key, new Held(value, reason, now, outcome.reason())));
        return withOutbound(next, next.outbound().withHeld(held));
    }

    private static boolean isRefusal(FieldOutcome field) {
        return field.result() == FieldOutcome.Result.REFUSED
                || field.result() == FieldOutcome.Result.SILENTLY_DISCARDED;
    }

    private static ContactState withSnapshot(ContactState state, Outcome outcome) {
        var statement = stated(outcome);
        if (statement == null
                || outcome.ghlContactId() == null
                || !outcome.ghlContactId().equals(state.ghlContactId())) {
            return state;
        }
        return ContactFold.observed(state, statement);
    }

    /** The answer, and what it does not state of the fields it took. */
    private static @Nullable Statement stated(Outcome outcome) {
        var snapshot = outcome.snapshot();
        var taken = new TreeMap<FieldKey, @Nullable String>();
        for (Map.Entry<FieldKey, FieldOutcome> entry : outcome.fields().entrySet()) {
            boolean unstated = snapshot == null
                    || !snapshot.values().containsKey(entry.getKey())
                            && !(entry.getKey().isTag() && snapshot.wholeTagSet())
                            && !(entry.getKey().isCustom() && snapshot.wholeCustomFields());
            if (unstated && entry.getValue().result() == FieldOutcome.Result.APPLIED) {
                taken.put(entry.getKey(), entry.getValue().value());
            }
        }
        if (snapshot == null) {
            return taken.isEmpty()
                    ? null
                    : new Statement(new Stamp(outcome.at(), outcome.at(), Stamp.Rank.READ), taken, false, false);
        }
        taken.putAll(snapshot.values());
        return new Statement(snapshot.stamp(), taken, snapshot.wholeTagSet(), snapshot.wholeCustomFields());
    }

    private static ContactState withOutbound(ContactState state, Outbound outbound) {
        return state.withOutbound(outbound);
    }
}
