package dev.ghlsync.sync.domain.mirror;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A transition in the life of an object.
 *
 * @param type event type, such as {@code booking_canceled}
 * @param into what it led to; with the type it tells two transitions apart
 * @param at epoch ms at which it was first seen to be true
 * @param fields names of the fields that changed
 * @param attributes facts without personal data
 */
public record Turn(String type, String into, long at, List<String> fields, SortedMap<String, String> attributes) {
    public Turn {
        fields = List.copyOf(fields);
        attributes = new TreeMap<>(attributes);
    }

    public static Turn of(String type, String into, List<String> fields, Map<String, String> attributes) {
        return new Turn(type, into, 0, fields, new TreeMap<>(attributes));
    }

    Turn at(long time) {
        return new Turn(type, into, time, fields, attributes);
    }

    /** Equal for the same transition, whenever it was seen. */
    String key() {
        return type + "|" + into;
    }
}
