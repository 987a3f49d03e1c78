package dev.ghlsync.sandbox.shelf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Json;
import org.jspecify.annotations.Nullable;

/** Small operations on documents. */
public final class Documents {
    private Documents() {}

    /** The named properties that are there and not null, in the order of the names. */
    public static ObjectNode only(ObjectNode document, String... names) {
        ObjectNode json = Json.object();
        for (String name : names) {
            JsonNode value = document.get(name);
            if (value != null && !value.isNull()) {
                json.set(name, value);
            }
        }
        return json;
    }

    /** Puts every property of the patch into the document; null removes it. */
    public static ObjectNode patched(ObjectNode document, ObjectNode patch) {
        patch.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                document.remove(entry.getKey());
            } else {
                document.set(entry.getKey(), entry.getValue());
            }
        });
        return document;
    }

    public static boolean differ(ObjectNode before, ObjectNode after, String name) {
        return !at(before, name).equals(at(after, name));
    }

    /** Whether the property is the wanted text; a null or empty wish fits everything. */
    public static boolean fits(ObjectNode document, String name, @Nullable String wanted) {
        return wanted == null
                || wanted.isEmpty()
                || document.path(name).asText().equals(wanted);
    }

    private static JsonNode at(ObjectNode document, String name) {
        return document.path(name);
    }
}
