package dev.ghlsync.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Ends the handling of a call with a refusal. Thrown anywhere inside a handler, caught once at the gate; carries no stack trace. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    public Refusal(Reply reply) {
        super("refused with " + reply.status(), null, false, false);
        this.reply = reply;
    }

    public static Refusal badRequest(String message) {
        return new Refusal(Reply.refusal(400, message, null));
    }

    public static Refusal unauthorized(String message) {
        return new Refusal(Reply.refusal(401, message, "Unauthorized"));
    }

    public static Refusal forbidden(String message) {
        return new Refusal(Reply.refusal(403, message, "Forbidden"));
    }

    public static Refusal notFound(String message) {
        return new Refusal(Reply.refusal(404, message, "Not Found"));
    }

    /** The strict whitelist's answer: message is an array with one sentence per fault. */
    public static Refusal unprocessable(List<String> messages) {
        ObjectNode body = Json.object().put("statusCode", 422);
        body.set("message", Json.strings(messages));
        return new Refusal(Reply.json(422, body.put("error", "Unprocessable Entity")));
    }

    public Reply reply() {
        return reply;
    }
}
