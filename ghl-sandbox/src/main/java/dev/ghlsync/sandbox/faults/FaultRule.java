package dev.ghlsync.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a fault strikes.
 *
 * @param method null for any
 * @param path a regular expression for the whole path, null for any
 * @param locationId of the caller's token, null for any
 * @param probability 0 to 1
 * @param count after so many strikes the rule is spent; negative for no bound
 * @param skip so many matching calls go well before the first strike
 */
record FaultRule(
        String id,
        @Nullable String method,
        @Nullable Pattern path,
        @Nullable String locationId,
        double probability,
        long count,
        long skip,
        Fault fault,
        JsonNode source) {

    static FaultRule read(String id, JsonNode json) {
        try {
            String path = Json.text(json, "path");
            return new FaultRule(
                    id,
                    Json.text(json, "method"),
                    path == null ? null : Pattern.compile(path),
                    Json.text(json, "locationId"),
                    json.path("probability").asDouble(1),
                    json.path("count").asLong(-1),
                    json.path("skip").asLong(0),
                    fault(json),
                    json);
        } catch (PatternSyntaxException e) {
            throw Refusal.badRequest("path is no regular expression: " + e.getDescription());
        }
    }

    boolean matches(String calledMethod, String calledPath, @Nullable String callerLocation) {
        return (method == null || method.equalsIgnoreCase(calledMethod))
                && (path == null || path.matcher(calledPath).matches())
                && (locationId == null || locationId.equals(callerLocation));
    }

    FaultRule after(boolean skipped) {
        return new FaultRule(
                id,
                method,
                path,
                locationId,
                probability,
                skipped || count < 0 ? count : count - 1,
                skipped ? skip - 1 : skip,
                fault,
                source);
    }

    private static Fault fault(JsonNode json) {
        long ms = json.path("ms").asLong(1_000);
        String message = json.path("message").asText("");
        return switch (json.path("kind").asText()) {
            case "latency" -> new Fault.Latency(ms);
            case "status" ->
                new Fault.Status(json.path("status").asInt(503), message.isEmpty() ? "Service Unavailable" : message);
            case "reset" -> new Fault.Reset();
            case "cut-short" -> new Fault.CutShort();
            case "timeout-after-success" -> new Fault.TimeoutAfterSuccess(ms);
            case "discarded" -> new Fault.Discarded(strings(json.path("fields")));
            case "refused-but-done" ->
                new Fault.RefusedButDone(
                        json.path("status").asInt(422), message.isEmpty() ? "Unprocessable Entity" : message);
            case "throttled" -> new Fault.Throttled();
            default ->
                throw Refusal.badRequest("kind must be one of: latency, status, reset, cut-short, "
                        + "timeout-after-success, discarded, refused-but-done, throttled");
        };
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(node -> strings.add(node.asText()));
        return List.copyOf(strings);
    }
}
