package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keeps a contact bounded whose tags and custom fields come and go: those gone longest are forgotten. */
final class Forgetting {
    /** Tags and custom fields without a value whose removal is remembered. */
    static final int MAX_GONE = 64;

    private Forgetting() {}

    /**
     * The removals beyond the newest {@link #MAX_GONE}. A change of ours that is older than a forgotten removal counts as new.
     */
    static Set<FieldKey> beyondBound(ContactState state, Map<FieldKey, FieldValue> fields) {
        if (fields.size() <= MAX_GONE) {
            return Set.of();
        }
        var gone = new ArrayList<FieldValue>();
        for (var field : fields.values()) {
            if (isGone(state, field)) {
                gone.add(field);
            }
        }
        if (gone.size() <= MAX_GONE) {
            return Set.of();
        }
        gone.sort(Comparator.comparingLong(FieldValue::changedAt).thenComparing(FieldValue::key));
        return gone.subList(0, gone.size() - MAX_GONE).stream()
                .map(FieldValue::key)
                .collect(Collectors.toSet());
    }

    private static boolean isGone(ContactState state, FieldValue field) {
        var key = field.key();
        return (key.isTag() || key.isCustom())
                && field.value() == null
                && field.inGhl() == null
                && !state.timeline().states(key)
                && state.outbound().issued().stream()
                        .noneMatch(issued -> issued.wanted().containsKey(key));
    }

    static ContactState without(ContactState state, Set<FieldKey> forgotten) {
        var writes = new TreeMap<>(state.writes());
        writes.keySet().removeAll(forgotten);
        return state.withWrites(writes).withTimeline(state.timeline().without(forgotten));
    }
}
