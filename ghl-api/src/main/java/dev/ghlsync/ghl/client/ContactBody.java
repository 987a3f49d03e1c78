package dev.ghlsync.ghl.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ghlsync.ghl.model.GhlJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Collects the fields that create and update have in common. Not thread-safe. */
final class ContactBody {
    private final Map<ContactField, JsonNode> fields = new LinkedHashMap<>();
    private final Map<String, JsonNode> customFields = new LinkedHashMap<>();

    /** @param nullable whether the call takes null for the field; where it does not, empty text is the nearest thing to a clear */
    void set(ContactField field, @Nullable JsonNode value, Predicate<ContactField> nullable) {
        fields.put(field, value == null || value.isNull() ? cleared(field, nullable) : value.deepCopy());
    }

    void customField(String id, @Nullable JsonNode value) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A custom field has no id; send the id of its definition in GHL.");
        }
        customFields.put(id, value == null || value.isNull() ? TextNode.valueOf("") : value.deepCopy());
    }

    boolean isEmpty() {
        return fields.isEmpty() && customFields.isEmpty();
    }

    ObjectNode toJson() {
        ObjectNode json = GhlJson.emptyObject();
        fields.forEach((field, value) -> json.set(field.wireName(), value.deepCopy()));
        if (!customFields.isEmpty()) {
            ArrayNode items = json.putArray("customFields");
            customFields.forEach((id, value) -> items.addObject().put("id", id).set("field_value", value.deepCopy()));
        }
        return json;
    }

    private static JsonNode cleared(ContactField field, Predicate<ContactField> nullable) {
        if (nullable.test(field)) {
            return NullNode.getInstance();
        }
        return switch (field) {
            case DND -> JsonNodeFactory.instance.booleanNode(false);
            case DND_SETTINGS, INBOUND_DND_SETTINGS ->
                throw new IllegalArgumentException(
                        field.wireName() + " cannot be cleared; send the settings of each channel.");
            default -> TextNode.valueOf("");
        };
    }
}
