package dev.ghlsync.sandbox.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.time.Dates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a client.
 *
 * @param status 0 when the connection was broken on purpose
 * @param fault the fault that struck, by its name; null for none
 * @param openApi what the official files object to in the request; empty when they allow it
 */
public record ClientCall(
        Instant at,
        String method,
        String path,
        Map<String, String> query,
        @Nullable String locationId,
        byte[] body,
        int status,
        @Nullable JsonNode refusal,
        @Nullable String fault,
        List<String> openApi,
        long micros) {

    ObjectNode json(long number) {
        ObjectNode json = Json.object()
                .put("number", number)
                .put("at", Dates.iso(at))
                .put("method", method)
                .put("path", path);
        if (!query.isEmpty()) {
            json.set("query", Json.MAPPER.valueToTree(query));
        }
        Json.putIfSet(json, "locationId", locationId);
        if (body.length > 0) {
            JsonNode parsed = Json.parseOrNull(body);
            json.set("body", parsed != null ? parsed : TextNode.valueOf(new String(body, StandardCharsets.UTF_8)));
        }
        json.put("status", status);
        ObjectNode verdict = json.putObject("verdict");
        verdict.put("outcome", status == 0 ? "broken" : status < 400 ? "accepted" : "refused");
        Json.setIfSet(verdict, "refusal", refusal);
        Json.putIfSet(verdict, "fault", fault);
        verdict.put("allowedByOpenApi", openApi.isEmpty());
        if (!openApi.isEmpty()) {
            verdict.set("openApi", Json.strings(openApi));
        }
        return json.put("micros", micros);
    }
}
