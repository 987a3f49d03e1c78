package dev.ghlsync.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer.
 *
 * @param text the body when it is no JSON
 * @param json the body when it is JSON; written only when the answer is sent, because it may be added to until then
 */
public record Reply(
        int status,
        String contentType,
        byte[] text,
        @Nullable JsonNode json,
        Map<String, String> headers) {
    public static final String JSON = "application/json; charset=utf-8";

    private static final byte[] NOTHING = {};

    public static Reply json(int status, JsonNode body) {
        return new Reply(status, JSON, NOTHING, body, Map.of());
    }

    public static Reply ok(JsonNode body) {
        return json(200, body);
    }

    public static Reply text(int status, String contentType, String body) {
        return new Reply(status, contentType, body.getBytes(StandardCharsets.UTF_8), null, Map.of());
    }

    public static Reply redirect(String location) {
        return new Reply(302, "text/plain", NOTHING, null, Map.of("Location", location));
    }

    /** The body as it goes over the wire. */
    byte[] bytes() {
        return json == null ? text : Json.bytes(json);
    }

    /** The shape of HighLevel's refusals: statusCode, message, and an error name where HighLevel sends one. */
    public static Reply refusal(int status, String message, @Nullable String error) {
        ObjectNode body = Json.object().put("statusCode", status).put("message", message);
        Json.putIfSet(body, "error", error);
        return json(status, body);
    }
}
