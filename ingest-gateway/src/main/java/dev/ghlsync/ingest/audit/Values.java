package dev.ghlsync.ingest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.model.GhlTime;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Values of one object by our field names; what has no value is left out. Used by one thread. */
final class Values {
    private final SortedMap<String, String> values = new TreeMap<>();

    /** Without blanks around it. */
    Values text(String name, JsonNode value) {
        String text = value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
        if (!text.isEmpty()) {
            values.put(name, text);
        }
        return this;
    }

    /** A point in time in whatever form; one that is none counts as not said. */
    Values time(String name, JsonNode value) {
        Instant at = GhlTime.parse(value.asText().strip());
        if (at != null) {
            values.put(name, at.toString());
        }
        return this;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    SortedMap<String, String> all() {
        return values;
    }
}
