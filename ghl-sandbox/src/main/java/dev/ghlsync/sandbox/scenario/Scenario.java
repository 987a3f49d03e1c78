package dev.ghlsync.sandbox.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Steps in order, each a call of the control API and the sandbox time after the start at which it is made:
 *
 * <pre>
 * steps:
 *   - call: POST /_sandbox/locations
 *     body: {id: demoLocation00000001, contacts: 100}
 *   - at: PT30S
 *     call: POST /_sandbox/faults
 *     body: {kind: status, status: 503, probability: 0.2}
 * </pre>
 */
public record Scenario(List<Step> steps) {
    private static final ObjectMapper YAML = new YAMLMapper();

    /** A control call and when to make it. */
    public record Step(Duration at, Request request) {}

    /** Reads a file; the message of a failure names the step. */
    public static Scenario read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("The scenario file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static Scenario parse(String yaml) throws IOException {
        JsonNode steps = YAML.readTree(yaml).path("steps");
        if (!steps.isArray()) {
            throw new IllegalArgumentException("A scenario needs a list named steps.");
        }
        List<Step> list = new ArrayList<>();
        for (JsonNode step : steps) {
            list.add(step(step, list.size() + 1));
        }
        return new Scenario(List.copyOf(list));
    }

    private static Step step(JsonNode json, int number) {
        String[] call = json.path("call").asText().strip().split("\\s+");
        if (call.length != 2 || !call[1].startsWith("/_sandbox")) {
            throw new IllegalArgumentException(
                    "Step " + number + " of the scenario needs a call such as \"POST /_sandbox/faults\".");
        }
        try {
            byte[] body = json.has("body") ? Json.bytes(json.path("body")) : new byte[0];
            return new Step(
                    Duration.parse(json.path("at").asText("PT0S")),
                    new Request(call[0], call[1], Map.of(), Map.of(), body));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Step " + number + " of the scenario: at must be an ISO 8601 duration such as PT30S.", e);
        }
    }
}
