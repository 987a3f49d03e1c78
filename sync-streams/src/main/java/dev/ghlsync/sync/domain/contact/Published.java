package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.Collections;
import java.util.Comparator;
import java.util.Objects;
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
 * @param forgotten newest version at which a field that has no past any more may have had a value
 */
public record Published(long version, long at, SortedMap<FieldKey, Past> past, long forgotten) {
    /** Fields that lost their value long ago and are still remembered: the bound for tags that come and go. */
    static final int MAX_GONE = 64;

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

    public static final Published NOTHING = new Published(0, 0, Collections.emptySortedMap(), 0);

    public Published {
        past = Collections.unmodifiableSortedMap(past);
    }

    /** The value a writer saw who read {@code version}; empty when it is too long ago to tell. */
    Optional<Seen> seenAt(FieldKey key, long seenVersion) {
        var known = past.get(key);
        if (known == null) {
            return seenVersion < forgotten ? Optional.empty() : Optional.of(new Seen(null));
        }
        return known.at(seenVersion);
    }

    Published next(long now, ContactView view) {
        long nextVersion = version + 1;
        TreeMap<FieldKey, Past> next = null;
        for (var field : view.fields().values()) {
            var known = past.get(field.key());
            boolean unchanged = known == null ? field.value() == null : Objects.equals(known.value(), field.value());
            if (!unchanged) {
                next = next == null ? new TreeMap<>(past) : next;
                next.put(
                        field.key(),
                        known == null
                                ? new Past(field.value(), nextVersion, null, 0)
                                : new Past(field.value(), nextVersion, known.value(), known.since()));
            }
        }
        return next == null
                ? new Published(nextVersion, now, past, forgotten)
                : bounded(nextVersion, now, next, forgotten);
    }

    private static Published bounded(long version, long at, SortedMap<FieldKey, Past> past, long forgotten) {
        var gone = past.entrySet().stream()
                .filter(entry -> entry.getValue().value() == null)
                .sorted(Comparator.comparingLong(entry -> entry.getValue().since()))
                .toList();
        long newest = forgotten;
        for (var entry : gone.subList(0, Math.max(0, gone.size() - MAX_GONE))) {
            past.remove(entry.getKey());
            newest = Math.max(newest, entry.getValue().since());
        }
        return new Published(version, at, past, newest);
    }
}
