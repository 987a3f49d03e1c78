package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.domain.history.Stamp.Rank;
import dev.ghlsync.sync.domain.history.Statement;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One contact in a GoHighLevel that behaves: its true values, and the snapshots it hands out. */
final class SimulatedGhl {
    static final String ID = "ghl-1";

    private final SortedMap<FieldKey, String> truth = new TreeMap<>();
    private final Set<FieldKey> fields;
    private long dateUpdated;

    SimulatedGhl(Set<FieldKey> fields, long now) {
        this.fields = fields;
        this.dateUpdated = now;
    }

    @Nullable
    String value(FieldKey key) {
        return truth.get(key);
    }

    void set(FieldKey key, @Nullable String value, long now) {
        if (value == null) {
            truth.remove(key);
        } else {
            truth.put(key, value);
        }
        dateUpdated = now;
    }

    /** A webhook: unset fields are omitted, tags are stated as a whole. */
    Input.Seen webhook(long timestamp) {
        var omitted = new java.util.TreeSet<>(fields);
        omitted.removeAll(truth.keySet());
        omitted.removeIf(FieldKey::isTag);
        return new Input.Seen(
                ID, new Statement(new Stamp(timestamp, timestamp, Rank.WEBHOOK), truth, true, false), 0, omitted);
    }

    /** An answer by id: everything is stated, absent means cleared. */
    Statement read(long now) {
        var values = new TreeMap<FieldKey, String>();
        fields.stream().filter(key -> !key.isTag()).forEach(key -> values.put(key, truth.get(key)));
        truth.keySet().stream().filter(FieldKey::isTag).forEach(key -> values.put(key, FieldKey.PRESENT));
        return new Statement(new Stamp(dateUpdated, now, Rank.READ), values, true, true);
    }
}
