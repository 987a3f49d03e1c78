package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.contact.Folded.Verdict;
import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.domain.history.Statement;
import dev.ghlsync.sync.domain.history.Timeline;
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
     * What it takes to go on from a contact that was merged.
     *
     * @param before the contact before the merge
     * @param after the same contact, survivor or loser
     */
    public static Folded merged(ContactState before, ContactState after, Policy policy, long now) {
        return finished(before, after, new Input.Woken(), policy, now);
    }

    private static ContactState apply(ContactState state, Input input, Policy policy, long now) {
        return switch (input) {
            case Input.Seen seen -> seen(state, seen, now);
            case Input.Deleted deleted -> deleted(state, deleted);
            case Input.Edited edited -> EditFold.apply(state, edited.edit(), policy);
            case Input.Settled settled -> OutcomeFold.apply(state, settled.outcome(), now);
            case Input.Replanned replanned -> OutcomeFold.replan(state, replanned.replan());
            case Input.Doubled doubled -> state.withLifecycle(state.lifecycle().duplicating(doubled.duplicateOf()));
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
            return state.linked(ghlContactId, ghlCreatedAt);
        }
        if (state.ghlContactId().equals(ghlContactId) || !state.lifecycle().isDeletedInGhl()) {
            return state;
        }
        return state.linked(ghlContactId, ghlCreatedAt)
                .withLifecycle(state.lifecycle().relinked());
    }

    static ContactState observed(ContactState state, Statement statement) {
        var recognition = state.outbound().recognition();
        var timeline = state.timeline().observe(statement).pruned(recognition);
        var next = timeline.equals(state.timeline()) ? state : state.withTimeline(timeline);
        if (statement.stamp().rank() != Stamp.Rank.READ) {
            return next;
        }
        var lifecycle = next.lifecycle().found(statement.stamp().until());
        return next.withLifecycle(lifecycle).withFetching(next.fetching().answered());
    }

    private static ContactState wantingRead(ContactState state, Input.Seen seen, long now) {
        if (seen.statement().stamp().rank() == Stamp.Rank.READ) {
            return state;
        }
        long at = seen.statement().stamp().at();
        if (state.lifecycle().isDeletedInGhl()) {
            return at > state.lifecycle().deletedAt()
                    ? state.withFetching(state.fetching().wanted(Fetching.Reason.DELETED_THEN_SEEN, now))
                    : state;
        }
        if (at < state.timeline().newest() || !hasOmittedValue(state, seen.omitted())) {
            return state;
        }
        return state.withFetching(state.fetching().wanted(Fetching.Reason.NOT_STATED, now));
    }

    private static boolean hasOmittedValue(ContactState state, Set<FieldKey> omitted) {
        var recognition = state.outbound().recognition();
        return state.timeline().tracks().keySet().stream()
                .filter(key -> key.isAmong(omitted))
                .map(key -> state.timeline().runs(key, recognition))
                .anyMatch(runs -> !runs.isEmpty() && runs.getLast().value() != null);
    }

    private static ContactState deleted(ContactState state, Input.Deleted deleted) {
        if (!deleted.ghlContactId().equals(state.ghlContactId())) {
            return state;
        }
        return state.withLifecycle(state.lifecycle().deleted(deleted.at()));
    }

    private static Folded finished(ContactState before, ContactState applied, Input input, Policy policy, long now) {
        var beforeView = before.view(policy);
        var state = applied.withOutbound(applied.outbound().pruned(now - Timeline.HORIZON_MS));
        var fields = ContactView.fieldsOf(state);
        if (fields.values().stream().anyMatch(FieldValue::doubtful)) {
            state = state.withFetching(state.fetching().wanted(Fetching.Reason.CONTRADICTION, now));
        }
        Optional<Fetching.Reason> fetch = Optional.empty();
        var reason = state.fetching().reason();
        if (reason != null && state.fetching().dueAt() <= now && state.ghlContactId() != null) {
            fetch = Optional.of(reason);
            state = state.withFetching(state.fetching().asked(now));
        }
        Optional<Command> command = Optional.empty();
        long wakeAt = state.fetching().reason() == null
                ? Long.MAX_VALUE
                : state.fetching().dueAt();
        switch (Plan.of(state, fields, policy, now)) {
            case Plan.Settled settled -> {}
            case Plan.Later later -> wakeAt = Math.min(wakeAt, later.dueAt());
            case Plan.Give give -> {
                command = Optional.of(give.command());
                state = state.withOutbound(
                        state.outbound().gaveOut(give.command().issued()));
            }
        }
        var view = state.view(policy);
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
        return seen.statement().values().entrySet().stream()
                .anyMatch(e -> recognition.isOurs(e.getKey(), e.getValue(), at)
                        || isSettled(before, e.getKey(), e.getValue()));
    }

    private static boolean isSettled(ContactState before, FieldKey key, @Nullable String value) {
        return before.outbound().issued().stream()
                .anyMatch(i -> i.settled()
                        && i.wanted().containsKey(key)
                        && Canonical.same(key, i.wanted().get(key), value, true));
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
