package dev.ghlsync.sync.domain.mirror;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields of an object at one moment; only those with a value. Times are epoch ms as decimal text. */
public record Picture(SortedMap<String, String> values) {
    /** Name under which a source says that it states all custom fields, and prefix of each of them. */
    public static final String CUSTOM_FIELDS = "customFields";

    public static final String CUSTOM_FIELD = CUSTOM_FIELDS + ".";
    public static final Picture EMPTY = new Picture(new TreeMap<>());

    public Picture {
        values = Collections.unmodifiableSortedMap(values);
    }

    public @Nullable String text(String field) {
        return values.get(field);
    }

    /** Epoch ms, or another whole number; null for none. */
    public @Nullable Long number(String field) {
        var text = values.get(field);
        return text == null ? null : Long.valueOf(text);
    }

    public boolean has(String field) {
        return values.containsKey(field);
    }

    boolean same(Picture other, String field) {
        return Objects.equals(text(field), other.text(field));
    }

    /** Whether any of the fields has another value in the other picture. */
    public boolean differs(Picture other, String... fields) {
        for (var field : fields) {
            if (!same(other, field)) {
                return true;
            }
        }
        return false;
    }

    Picture with(Sighting sighting) {
        var next = new TreeMap<>(values);
        if (sighting.values().containsKey(CUSTOM_FIELDS)) {
            next.keySet().removeIf(name -> name.startsWith(CUSTOM_FIELD));
        }
        sighting.values().forEach((name, value) -> {
            if (value == null || name.equals(CUSTOM_FIELDS)) {
                next.remove(name);
            } else {
                next.put(name, value);
            }
        });
        return new Picture(next);
    }

    /** Names of the fields that differ, sorted. */
    public SortedSet<String> changedSince(Picture other) {
        var names = new TreeSet<>(values.keySet());
        names.addAll(other.values.keySet());
        names.removeIf(name -> same(other, name));
        return names;
    }
}
