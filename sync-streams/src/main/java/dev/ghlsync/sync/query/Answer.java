package dev.ghlsync.sync.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An HTTP answer. */
record Answer(int status, Map<String, String> headers, byte[] body) {
    static final String CONTENT_TYPE = "Content-Type";
    static final String RETRY_AFTER = "Retry-After";
    private static final String JSON = "application/json";
    private static final String RETRY_SECONDS = "2";

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of(CONTENT_TYPE, JSON), body.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Answer ok(JsonNode body) {
        return json(200, body);
    }

    static Answer text(String contentType, String body) {
        return new Answer(200, Map.of(CONTENT_TYPE, contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    /** @param sentence what is wrong and what to do, without personal data */
    static Answer error(int status, String sentence) {
        return json(status, JsonNodeFactory.instance.objectNode().put("error", sentence));
    }

    static Answer unavailable(String sentence) {
        var body = JsonNodeFactory.instance.objectNode().put("error", sentence).toString();
        return new Answer(
                503, Map.of(CONTENT_TYPE, JSON, RETRY_AFTER, RETRY_SECONDS), body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer with(int status, String header, String value, String sentence) {
        var body = JsonNodeFactory.instance.objectNode().put("error", sentence).toString();
        return new Answer(status, Map.of(CONTENT_TYPE, JSON, header, value), body.getBytes(StandardCharsets.UTF_8));
    }
}
