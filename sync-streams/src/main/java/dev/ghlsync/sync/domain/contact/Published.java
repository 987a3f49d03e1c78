package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What consumers were last told.
 *
 * @param version version of the newest public record, 0 before the first
 * @param at epoch ms of that record
 * @param past per field the current value and the one before it, each with the version it came with
 */
public record Published(long version, long at, SortedMap<FieldKey, Past> past) {
    /** Current and previous value of a field with the versions they came with; version 0 means there was no previous value. */
    public record Past(
            @Nullable String value, long since, @Nullable String before, long beforeSince) {
        Optional<Seen> at(long version) {
            if (version >= since) {
                return Optional.of(new Seen(value));
            }
            return version >= beforeSince ? Optional.of(new Seen(before)) : Optional.empty();
        }
    }

    /** A value a writer saw; null for none. */
    public record Seen(@Nullable String value) {}

    public static final Published NOTHING = new Published(0, 0, Collections.emptySortedMap());

    public Published {
        past = Collections.unmodifiableSortedMap(past);
    }

    /** The value a writer saw who read {@code version}; empty when it is too long ago to tell. */
    Optional<Seen> seenAt(FieldKey key, long seenVersion) {
        var known = past.get(key);
        return known == null ? Optional.of(new Seen(null)) : known.at(seenVersion);
    }

    Published next(long now, ContactView view) {
        long nextVersion = version + 1;
        var next = new TreeMap<>(past);
        for (var field : view.fields().values()) {
            var known = next.get(field.key());
            if (known == null) {
                if (field.value() != null) {
                    next.put(field.key(), new Past(field.value(), nextVersion, null, 0));
                }
            } else if (!java.util.Objects.equals(known.value(), field.value())) {
                next.put(field.key(), new Past(field.value(), nextVersion, known.value(), known.since()));
            }
        }
        return new Published(nextVersion, now, next);
    }
}
