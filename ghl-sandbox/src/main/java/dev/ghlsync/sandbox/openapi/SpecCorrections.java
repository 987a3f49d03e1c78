package dev.ghlsync.sandbox.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Json;

/**
 * Makes the official files usable as schemas where they contradict themselves or the live service: references to the common file become
 * local, "type: object" with an example that is no object loses its type, and custom field values may be of every kind.
 */
final class SpecCorrections {
    private static final String COMMON = "../common/common-schemas.json#";

    private SpecCorrections() {}

    static ObjectNode apply(ObjectNode spec, ObjectNode common) {
        ObjectNode schemas = (ObjectNode) spec.path("components").path("schemas");
        common.path("components")
                .path("schemas")
                .properties()
                .forEach(entry -> schemas.putIfAbsent(entry.getKey(), entry.getValue()));
        correct(spec);
        loosen(schemas, "CustomFieldSchema", "value");
        schemas.properties().forEach(entry -> {
            JsonNode properties = entry.getValue().path("properties");
            if (properties.has("field_value") && entry.getValue() instanceof ObjectNode schema) {
                schema.remove("required");
            }
        });
        JsonNode tagAnswers =
                schemas.path("UpdateTagsResponseDTO").path("properties").path("responses");
        if (tagAnswers instanceof ObjectNode responses) {
            responses.set("items", Json.object());
        }
        JsonNode tasks = schemas.path("LocationTaskListSuccessfulResponseDto")
                .path("properties")
                .path("tasks");
        if (tasks instanceof ObjectNode list) {
            list.set("items", Json.object().put("type", "object"));
        }
        return spec;
    }

    private static void loosen(ObjectNode schemas, String schema, String property) {
        if (schemas.path(schema).path("properties") instanceof ObjectNode properties && properties.has(property)) {
            properties.set(property, Json.object());
        }
    }

    private static void correct(JsonNode node) {
        if (node instanceof ObjectNode object) {
            String ref = Json.text(object, "$ref");
            if (ref != null && ref.startsWith(COMMON)) {
                object.put("$ref", ref.substring(COMMON.length() - 1));
            }
            JsonNode example = object.get("example");
            if (example != null && "object".equals(Json.text(object, "type")) && !example.isObject()) {
                object.remove("type");
            }
        }
        node.forEach(SpecCorrections::correct);
    }
}
