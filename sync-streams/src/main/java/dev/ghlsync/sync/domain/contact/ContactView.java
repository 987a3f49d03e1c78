package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A contact as consumers see it, computed from its state.
 *
 * @param fields every field that has or had a value
 * @param pending fields on their way to GoHighLevel
 * @param notWritable fields that differ from GoHighLevel and that its API cannot write
 */
public record ContactView(
        SortedMap<FieldKey, FieldValue> fields,
        Lifecycle.Status status,
        @Nullable String ghlContactId,
        @Nullable String mergedInto,
        @Nullable String duplicateOf,
        long deletedInGhlAt,
        SortedSet<ExternalId> externalIds,
        List<FieldKey> pending,
        SortedMap<FieldKey, Held> held,
        List<FieldKey> notWritable) {

    /** The effective value of a named field, null for none. */
    public @Nullable String value(Field field) {
        return value(FieldKey.of(field));
    }

    public @Nullable String value(FieldKey key) {
        var field = fields.get(key);
        return field == null ? null : field.value();
    }

    /** Fields whose effective value differs between two views. */
    public List<FieldKey> changedSince(ContactView before) {
        var changed = new ArrayList<FieldKey>();
        for (var field : fields.values()) {
            if (!Objects.equals(field.value(), before.value(field.key()))) {
                changed.add(field.key());
            }
        }
        return changed;
    }

    /** Whether consumers would notice a difference. Provenance counts: it is part of the record. */
    boolean looksLike(ContactView other) {
        return status == other.status
                && Objects.equals(ghlContactId, other.ghlContactId)
                && Objects.equals(mergedInto, other.mergedInto)
                && Objects.equals(duplicateOf, other.duplicateOf)
                && deletedInGhlAt == other.deletedInGhlAt
                && externalIds.equals(other.externalIds)
                && pending.equals(other.pending)
                && held.equals(other.held)
                && notWritable.equals(other.notWritable)
                && sameFields(other);
    }

    private boolean sameFields(ContactView other) {
        if (fields.size() != other.fields.size()) {
            return false;
        }
        for (var mine : fields.values()) {
            var theirs = other.fields.get(mine.key());
            if (theirs == null
                    || !Objects.equals(mine.value(), theirs.value())
                    || mine.side() != theirs.side()
                    || mine.changedAt() != theirs.changedAt()
                    || !Objects.equals(mine.producer(), theirs.producer())) {
                return false;
            }
        }
        return true;
    }

    static SortedMap<FieldKey, FieldValue> fieldsOf(ContactState state) {
        var recognition = state.outbound().recognition();
        var fields = new TreeMap<FieldKey, FieldValue>();
        for (var key : state.timeline().tracks().keySet()) {
            fields.put(
                    key,
                    FieldValue.of(
                            key, state.timeline(), recognition, state.writes().get(key)));
        }
        for (var entry : state.writes().entrySet()) {
            fields.computeIfAbsent(
                    entry.getKey(), key -> FieldValue.of(key, state.timeline(), recognition, entry.getValue()));
        }
        return Collections.unmodifiableSortedMap(fields);
    }
}
