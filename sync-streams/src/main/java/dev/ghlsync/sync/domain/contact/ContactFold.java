package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.contact.Folded.Verdict;
import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.domain.history.Statement;
import dev.ghlsync.sync.domain.history.Timeline;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Folds one input into one contact: the state afterwards, what consumers are told and what GoHighLevel is asked for. */
public final class ContactFold {
    private ContactFold() {}

    /**
     * @param now our clock, epoch ms: the record time of the input
     */
    public static Folded fold(ContactState state, Input input, Policy policy, long now) {
        var applied = apply(state, input, policy, now);
        return finished(state, applied, input, policy, now);
    }

    /**
     * What it takes to go on from a contact that was merged or split.
     *
     * @param before the contact before
     * @param after the same contact afterwards
     */
    public static Folded regrouped(
            ContactState before, ContactState after, Input.Regrouped input, Policy policy, long now) {
        return finished(before, after, input, policy, now);
    }

    private static ContactState apply(ContactState state, Input input, Policy policy, long now) {
        return switch (input) {
            case Input.Seen seen -> seen(state, seen, now);
            case Input.Deleted deleted -> deleted(state, deleted);
            case Input.Edited edited -> EditFold.apply(state, edited.edit(), policy);
            case Input.Settled settled -> OutcomeFold.apply(state, settled.outcome(), now);
            case Input.Inherited inherited -> OutcomeFold.inherited(state, inherited.outcome());
            case Input.Replanned replanned -> OutcomeFold.replan(state, replanned.replan(), now);
            case Input.Doubled doubled -> state.withLifecycle(state.lifecycle().duplicating(doubled.duplicateOf()));
            case Input.Regrouped regrouped -> state;
            case Input.Woken woken -> state;
        };
    }

    private static ContactState seen(ContactState state, Input.Seen seen, long now) {
        var next = linked(state, seen.ghlContactId(), seen.ghlCreatedAt());
        if (!seen.ghlContactId().equals(next.ghlContactId())) {
            return next;
        }
        return wantingRead(observed(next, seen.statement()), seen, now);
    }

    /** The contact linked to a contact in GoHighLevel, unless it is linked to another one that lives. */
    static ContactState linked(ContactState state, String ghlContactId, long ghlCreatedAt) {
        if (state.ghlContactId() == null) {
            // Whatever spoke against a create: it is there now.
            return state.linked(ghlContactId, ghlCreatedAt)
                    .withOutbound(state.outbound().withCreateHeld(null));
        }
        if (state.ghlContactId().equals(ghlContactId) || !state.lifecycle().isDeletedInGhl()) {
            return state;
        }
        return state.linked(ghlContactId, ghlCreatedAt)
                .withLifecycle(state.lifecycle().withoutGhl());
    }

    static ContactState observed(ContactState state, Statement statement) {
        var recognition = state.outbound().recognition();
        var timeline = state.timeline().observe(statement).pruned(recognition);
        var next = timeline.equals(state.timeline()) ? state : state.withTimeline(timeline);
        if (statement.stamp().rank() != Stamp.Rank.READ) {
            return next;
        }
        var lifecycle = next.lifecycle().found(statement.stamp().until());
        return next.withLifecycle(lifecycle)
                .withFetching(next.fetching().answered(statement.stamp().until()));
    }

    private static ContactState wantingRead(ContactState state, Input.Seen seen, long now) {
        if (seen.statement().stamp().rank() == Stamp.Rank.READ) {
            return state;
        }
        long at = seen.statement().stamp().at();
        if (state.lifecycle().isDeletedInGhl()) {
            return at > state.lifecycle().deletedAt()
                    ? state.withFetching(state.fetching().wanted(Fetching.Reason.DELETED_THEN_SEEN, at, now))
                    : state;
        }
        if (at < state.timeline().newest() || !hasOmittedValue(state, seen.omitted())) {
            return state;
        }
        return state.withFetching(state.fetching().wanted(Fetching.Reason.NOT_STATED, at, now));
    }

    private static boolean hasOmittedValue(ContactState state, Set<FieldKey> omitted) {
        var recognition = state.outbound().recognition();
        for (var key : state.timeline().tracks().keySet()) {
            if (key.isAmong(omitted)) {
                var runs = state.timeline().runs(key, recognition);
                if (!runs.isEmpty() && runs.getLast().value() != null) {
                    return true;
                }
            }
        }
        return false;
    }

    private static ContactState deleted(ContactState state, Input.Deleted deleted) {
        if (!deleted.ghlContactId().equals(state.ghlContactId())) {
            return state;
        }
        return state.withLifecycle(state.lifecycle().deleted(deleted.at()))
                .withFetching(state.fetching().answered(deleted.at()));
    }

    private static Folded finished(ContactState before, ContactState applied, Input input, Policy policy, long now) {
        var state = applied.withOutbound(applied.outbound().pruned(now - Timeline.HORIZON_MS, applied::mustRemember));
        var fields = ContactView.fieldsOf(state);
        var beforeView =
                before.hasFieldsOf(state) ? before.view(fields, Wish.of(before, fields, policy)) : before.view(policy);
        // What was merged away knows nothing that is still asked for.
        boolean merged = state.lifecycle().status() == Lifecycle.Status.MERGED;
        if (isDoubtful(fields) && !merged) {
            long newest = state.timeline().newest();
            state = state.withFetching(state.fetching().wanted(Fetching.Reason.CONTRADICTION, newest, now));
        }
        Optional<Fetching.Reason> fetch = Optional.empty();
        var reason = state.fetching().reason();
        if (reason != null && state.fetching().dueAt() <= now && state.ghlContactId() != null) {
            fetch = Optional.of(reason);
            state = state.withFetching(state.fetching().asked(now));
        }
        Optional<Command> command = Optional.empty();
        long wakeAt = reason == null ? Long.MAX_VALUE : state.fetching().dueAt();
        var wish = Wish.of(state, fields, policy);
        switch (Plan.of(state, fields, wish, now)) {
            case Plan.Settled settled -> {
                // The retry that was due has nothing left to do; the next command is another one.
                if (state.outbound().nextAttempt() > 1) {
                    state = state.withOutbound(state.outbound().withAttempt(1, 0));
                }
            }
            case Plan.Later later -> wakeAt = Math.min(wakeAt, later.dueAt());
            case Plan.Give give -> {
                command = Optional.of(give.command());
                state = state.withOutbound(
                        state.outbound().gaveOut(give.command().issued(), state::mustRemember));
                fields = ContactView.fieldsOf(state);
                wish = Wish.of(state, fields, policy);
            }
        }
        var forgotten = Forgetting.beyondBound(state, fields);
        if (!forgotten.isEmpty()) {
            state = Forgetting.without(state, forgotten);
            fields = ContactView.fieldsOf(state);
        }
        var view = state.view(fields, wish);
        boolean announced = before.published().version() == 0 || !view.looksLike(beforeView);
        if (announced) {
            state = state.withPublished(state.published().next(now, view));
        }
        return new Folded(
                state,
                view,
                announced,
                Happenings.of(before, beforeView, state, view, input),
                command,
                fetch,
                wakeAt == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(wakeAt),
                verdict(before, beforeView, state, view, input));
    }

    private static boolean isDoubtful(Map<FieldKey, FieldValue> fields) {
        for (var field : fields.values()) {
            if (field.doubtful()) {
                return true;
            }
        }
        return false;
    }

    private static Verdict verdict(
            ContactState before, ContactView beforeView, ContactState state, ContactView view, Input input) {
        if (input instanceof Input.Woken) {
            return Verdict.WOKEN;
        }
        if (before.published().version() == 0) {
            return Verdict.CREATED;
        }
        boolean changed = !view.changedSince(beforeView).isEmpty() || view.status() != beforeView.status();
        if (changed) {
            return Verdict.CHANGED;
        }
        if (!(input instanceof Input.Seen seen)) {
            return Verdict.UNCHANGED;
        }
        if (isEcho(before, seen)) {
            return Verdict.ECHO;
        }
        return before.timeline().equals(state.timeline()) ? Verdict.STALE : Verdict.UNCHANGED;
    }

    /** Whether the snapshot shows a value that a command of ours asked for. */
    private static boolean isEcho(ContactState before, Input.Seen seen) {
        var recognition = before.outbound().recognition();
        long at = seen.statement().stamp().at();
        for (var stated : seen.statement().values().entrySet()) {
            if (recognition.isOurs(stated.getKey(), stated.getValue(), at)
                    || isSettled(before, stated.getKey(), stated.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSettled(ContactState before, FieldKey key, @Nullable String value) {
        for (var issued : before.outbound().issued()) {
            if (issued.settled()
                    && issued.wanted().containsKey(key)
                    && Canonical.same(key, issued.wanted().get(key), value, true)) {
                return true;
            }
        }
        return false;
    }

    /** Adds external ids; ids are never taken away. */
    static ContactState identified(ContactState state, SortedSet<ExternalId> ids) {
        if (state.externalIds().containsAll(ids)) {
            return state;
        }
        var all = new TreeSet<>(state.externalIds());
        all.addAll(ids);
        return state.withExternalIds(all);
    }
}
