package dev.ghlsync.push.domain;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one response states about a contact, by our field names, in canonical text.
 *
 * @param ghlContactId id in GoHighLevel
 * @param values fields that have a value; a field without one is absent
 * @param unstated fields about which this kind of response says nothing when absent
 * @param tags lower case
 */
public record ContactView(String ghlContactId, Map<String, String> values, Set<String> unstated, Set<String> tags) {

    public ContactView {
        values = Map.copyOf(values);
        unstated = Set.copyOf(unstated);
        tags = Set.copyOf(tags);
    }

    public @Nullable String value(String field) {
        return values.get(field);
    }

    public boolean states(String field) {
        return values.containsKey(field) || !unstated.contains(field);
    }

    /** The id only. */
    @Override
    public String toString() {
        return "ContactView[" + ghlContactId + "]";
    }
}
