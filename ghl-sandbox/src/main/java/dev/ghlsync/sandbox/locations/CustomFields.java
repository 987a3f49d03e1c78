package dev.ghlsync.sandbox.locations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Reading the {id or key, field_value} entries of a write. */
public final class CustomFields {
    private CustomFields() {}

    /** The id of the field an entry means; empty when the location has no such field. */
    public static Optional<String> idOf(JsonNode entry, Map<String, CustomField> known) {
        String id = entry.path("id").asText("");
        if (!id.isEmpty()) {
            return known.containsKey(id) ? Optional.of(id) : Optional.empty();
        }
        String key = entry.path("key").asText("");
        return byKey(key, known.values());
    }

    /** The value an entry sets; empty when it clears the field. {@code field_value} is the documented name, {@code value} works too. */
    public static Optional<JsonNode> valueOf(JsonNode entry) {
        JsonNode value = entry.has("field_value") ? entry.get("field_value") : entry.path("value");
        boolean empty = value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isEmpty());
        return empty ? Optional.empty() : Optional.of(value);
    }

    private static Optional<String> byKey(String key, Collection<CustomField> fields) {
        return fields.stream()
                .filter(field ->
                        field.fieldKey().equals(key) || field.fieldKey().equals(field.model() + "." + key))
                .map(CustomField::id)
                .findFirst();
    }
}
