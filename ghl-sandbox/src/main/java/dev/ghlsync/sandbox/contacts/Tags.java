package dev.ghlsync.sandbox.contacts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tags as HighLevel keeps them: trimmed, lower case, each once, in order of arrival. */
public final class Tags {
    private Tags() {}

    public static List<String> normal(Iterable<String> raw) {
        Set<String> tags = new LinkedHashSet<>();
        for (String tag : raw) {
            String normal = tag.strip().toLowerCase(Locale.ROOT);
            if (!normal.isEmpty()) {
                tags.add(normal);
            }
        }
        return List.copyOf(tags);
    }

    /** The tags of a JSON array of strings; what is no string is left out (callers check before). */
    public static List<String> of(JsonNode array) {
        List<String> raw = new ArrayList<>();
        array.forEach(node -> raw.add(node.asText()));
        return normal(raw);
    }

    public static List<String> plus(List<String> tags, List<String> added) {
        Set<String> all = new LinkedHashSet<>(tags);
        all.addAll(added);
        return List.copyOf(all);
    }

    public static List<String> minus(List<String> tags, List<String> removed) {
        return tags.stream().filter(tag -> !removed.contains(tag)).toList();
    }
}
