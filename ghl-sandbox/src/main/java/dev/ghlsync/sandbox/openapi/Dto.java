package dev.ghlsync.sandbox.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A request body as an official schema describes it, checked as HighLevel's framework does: unknown, missing, wrongly typed, not in the
 * list, one sentence each.
 */
public final class Dto {
    private final JsonNode properties;
    private final Set<String> required = new HashSet<>();
    private final Set<String> extra;

    /**
     * @param lenient required in the file but not by the live service
     * @param extra accepted by the live service but missing from the file
     */
    public Dto(String file, String schema, Set<String> lenient, Set<String> extra) {
        JsonNode described = Specs.load().schema(file, schema);
        this.properties = described.path("properties");
        described.path("required").forEach(name -> required.add(name.asText()));
        required.removeAll(lenient);
        this.extra = Set.copyOf(extra);
    }

    public Dto(String file, String schema) {
        this(file, schema, Set.of(), Set.of());
    }

    /** The body itself when it is in order; 422 otherwise. */
    public ObjectNode checked(ObjectNode body) {
        List<String> faults = new ArrayList<>();
        body.properties().forEach(entry -> {
            JsonNode described = properties.get(entry.getKey());
            if (described != null) {
                check(entry.getKey(), described, entry.getValue(), faults);
            } else if (!extra.contains(entry.getKey())) {
                faults.add("property " + entry.getKey() + " should not exist");
            }
        });
        for (String name : required) {
            JsonNode value = body.get(name);
            if (value == null
                    || value.isNull()
                    || (value.isTextual() && value.textValue().isBlank())) {
                faults.add(name + " should not be empty");
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.unprocessable(faults);
        }
        return body;
    }

    private static void check(String name, JsonNode described, JsonNode value, List<String> faults) {
        if (value.isNull()) {
            return;
        }
        String type = described.path("type").asText();
        boolean fits = switch (type) {
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            default -> true;
        };
        JsonNode allowed = described.path("enum");
        if (!fits) {
            faults.add(name + (type.equals("boolean") ? " must be a boolean value" : " must be " + article(type)));
        } else if (allowed.isArray() && !allowed.valueStream().toList().contains(value)) {
            faults.add(name + " must be one of the following values: "
                    + String.join(
                            ", ", allowed.valueStream().map(JsonNode::asText).toList()));
        }
    }

    private static String article(String type) {
        return switch (type) {
            case "array" -> "an array";
            case "number" -> "a number conforming to the specified constraints";
            default -> "a " + type;
        };
    }
}
