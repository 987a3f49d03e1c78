package dev.ghlsync.cli.demo.story;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Values to set and names to clear, under the names of our contract.
 *
 * @param set text fields by name
 * @param custom custom field values by id: text, a number, or a list of texts
 * @param clear names of text fields to clear, and custom fields as {@code customFields.<id>}
 */
public record Fields(Map<String, String> set, Map<String, Object> custom, Set<String> clear) {
    public static final Fields NONE = new Fields(Map.of(), Map.of(), Set.of());

    public Fields {
        set = Map.copyOf(set);
        custom = Map.copyOf(custom);
        clear = Set.copyOf(clear);
    }

    Fields with(String name, String value) {
        var more = new LinkedHashMap<>(set);
        more.put(name, value);
        return new Fields(more, custom, clear);
    }

    Fields withCustom(String id, Object value) {
        var more = new LinkedHashMap<>(custom);
        more.put(id, value);
        return new Fields(set, more, clear);
    }

    Fields cleared(String name) {
        var more = new LinkedHashSet<>(clear);
        more.add(name);
        return new Fields(set, custom, more);
    }
}
