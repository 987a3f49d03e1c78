package dev.ghlsync.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.exit.CommandFailure;

/**
 * An answer.
 *
 * @param from what answered, for messages
 * @param body its JSON; missing when it was none
 */
public record JsonReply(String from, int status, JsonNode body) {
    public boolean succeeded() {
        return status >= 200 && status < 300;
    }

    /**
     * The body of an answer that must be a success.
     *
     * @param what the request in a few words, for the message
     */
    public JsonNode require(String what) {
        if (!succeeded()) {
            throw CommandFailure.negative(
                    "The " + from + " refused " + what + " with status " + status + reason() + ".");
        }
        return body;
    }

    private String reason() {
        for (String name : new String[] {"message", "error", "detail"}) {
            JsonNode text = body.path(name);
            if (text.isTextual()) {
                return ": " + text.textValue().replaceAll("\\.$", "");
            }
        }
        return "";
    }
}
