package dev.ghlsync.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole answer. {@code json} is kept beside the bytes so that observers need not parse it again. */
public record Reply(
        int status,
        String contentType,
        byte[] body,
        @Nullable JsonNode json,
        Map<String, String> headers) {
    private static final String JSON = "application/json; charset=utf-8";

    public static Reply json(int status, JsonNode body) {
        return new Reply(status, JSON, Json.bytes(body), body, Map.of());
    }

    public static Reply ok(JsonNode body) {
        return json(200, body);
    }

    public static Reply text(int status, String contentType, String body) {
        return new Reply(status, contentType, body.getBytes(StandardCharsets.UTF_8), null, Map.of());
    }

    public static Reply redirect(String location) {
        return new Reply(302, "text/plain", new byte[0], null, Map.of("Location", location));
    }

    /** The shape of HighLevel's refusals: statusCode, message, and an error name where HighLevel sends one. */
    public static Reply refusal(int status, String message, @Nullable String error) {
        ObjectNode body = Json.object().put("statusCode", status).put("message", message);
        Json.putIfSet(body, "error", error);
        return json(status, body);
    }
}
