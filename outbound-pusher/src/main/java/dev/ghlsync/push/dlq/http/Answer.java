package dev.ghlsync.push.dlq.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;

/** An HTTP answer. */
record Answer(int status, String contentType, byte[] body) {
    static Answer json(int status, JsonNode body) {
        return new Answer(status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @param sentence what is wrong and what to do, without personal data */
    static Answer error(int status, String sentence) {
        return json(status, JsonNodeFactory.instance.objectNode().put("error", sentence));
    }

    static Answer bytes(byte[] body) {
        return new Answer(200, "application/octet-stream", body);
    }
}
