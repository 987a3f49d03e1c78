package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.List;
import java.util.TreeSet;

/**
 * What a replay would do with a contact as it is now: the rules of the replay itself, without keeping what comes out.
 *
 * @param fields for {@link Verdict#APPLY} those that would be sent, for {@link Verdict#CONFLICT} those that changed in GoHighLevel
 */
public record ReplayPreview(Verdict verdict, List<FieldKey> fields) {
    /** What would come of it. */
    public enum Verdict {
        /** Something held would be sent. */
        APPLY,
        /** Nothing of it is wanted any more, or it is there already. */
        SUPERSEDED,
        /** A held value lost against a later change in GoHighLevel, and nothing else would be sent. */
        CONFLICT,
        /** The outcome of the version that failed has not arrived yet, so nothing is held so far: somebody has to look again. */
        PENDING
    }

    public ReplayPreview {
        fields = List.copyOf(fields);
    }

    /**
     * @param asked names of the held fields to try again; empty means all
     * @param version the one that failed, 0 when it is not known
     */
    public static ReplayPreview of(ContactState state, List<String> asked, long version, Policy policy) {
        if (state.outbound().isUnsettled(version)) {
            return new ReplayPreview(Verdict.PENDING, List.of());
        }
        var values = ContactView.fieldsOf(state);
        var replay = new Input.Replan(Input.Replan.Cause.REPLAY, 0, 0, asked, 0);
        var before = Wish.of(state, values, policy);
        var after = Wish.of(OutcomeFold.replan(state, replay, 0), values, policy);
        var sent = new TreeSet<>(after.wanted().keySet());
        sent.removeAll(before.wanted().keySet());
        if (!sent.isEmpty()) {
            return new ReplayPreview(Verdict.APPLY, List.copyOf(sent));
        }
        var lost = state.outbound().held().entrySet().stream()
                .filter(held -> asked.isEmpty() || asked.contains(held.getKey().name()))
                .filter(held -> {
                    var value = values.get(held.getKey());
                    return value != null
                            && value.side() == Side.GHL
                            && !Canonical.same(
                                    held.getKey(),
                                    value.value(),
                                    held.getValue().value(),
                                    true);
                })
                .map(held -> held.getKey())
                .toList();
        return lost.isEmpty()
                ? new ReplayPreview(Verdict.SUPERSEDED, List.of())
                : new ReplayPreview(Verdict.CONFLICT, lost);
    }
}
