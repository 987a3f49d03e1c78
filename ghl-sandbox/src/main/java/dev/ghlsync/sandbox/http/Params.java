package dev.ghlsync.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a handler reads of a call: path parameters, query, body. */
public record Params(Request request, Map<String, String> path) {

    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("The route has no path parameter " + name + ".");
        }
        return value;
    }

    public @Nullable String query(String name) {
        return request.query().get(name);
    }

    /** A required query parameter; 422 in HighLevel's words when it is missing. */
    public String required(String name) {
        String value = query(name);
        if (value == null || value.isBlank()) {
            throw Refusal.unprocessable(List.of(name + " should not be empty", name + " must be a string"));
        }
        return value;
    }

    public int number(String name, int fallback, int max) {
        String value = query(name);
        if (value == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(value);
            if (number < 0 || number > max) {
                throw Refusal.unprocessable(List.of(name + " must not be greater than " + max));
            }
            return number;
        } catch (NumberFormatException e) {
            throw Refusal.unprocessable(List.of(name + " must be a number conforming to the specified constraints"));
        }
    }

    /** The body as a JSON object; 400 when it is something else. */
    public ObjectNode object() {
        if (request.json() instanceof ObjectNode object) {
            return object;
        }
        throw Refusal.badRequest("Unexpected token in JSON at position 0");
    }

    /** The body as form fields or as a flat JSON object of strings, whichever was sent. */
    public Map<String, String> form() {
        if (request.json() instanceof ObjectNode object) {
            Map<String, String> fields = new LinkedHashMap<>();
            object.properties()
                    .forEach(
                            entry -> fields.put(entry.getKey(), entry.getValue().asText()));
            return fields;
        }
        return Urls.pairs(new String(request.body(), java.nio.charset.StandardCharsets.UTF_8));
    }
}
