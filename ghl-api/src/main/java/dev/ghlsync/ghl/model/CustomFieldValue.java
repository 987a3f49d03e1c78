package dev.ghlsync.ghl.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/**
 * One custom field of a contact or opportunity.
 *
 * @param id id of the field's definition
 * @param value text, number, array of texts, object (files), or null
 */
public record CustomFieldValue(String id, JsonNode value) {

    static JsonNode valueOf(JsonNode item) {
        for (String name : new String[] {"value", "fieldValue", "field_value"}) {
            JsonNode value = item.get(name);
            if (value != null) {
                return value;
            }
        }
        return NullNode.getInstance();
    }

    /** Names the field, never its value. */
    @Override
    public String toString() {
        return "CustomFieldValue[" + id + "]";
    }
}
