package dev.ghlsync.bench.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.stack.LocalStack;
import dev.ghlsync.cli.stack.Member;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A location in the sandbox, without rate limits, whose contacts are edited on both sides. */
final class SandboxLocation {
    static final String ID = "bench";

    private static final int NO_LIMIT = 1_000_000;
    /** The sandbox remembers the last 10,000 calls. */
    private static final int REMEMBERED = 10_000;

    private final JsonApi sandbox;
    private final JsonApi gateway;

    /** A write that arrived at the sandbox; the time is when its processing began. */
    record Call(String givenName, long epochMicros) {}

    SandboxLocation(LocalStack stack) {
        this.sandbox = new JsonApi("sandbox", stack.addresses().http(Member.SANDBOX));
        this.gateway = new JsonApi("ingest gateway", stack.addresses().http(Member.GATEWAY));
    }

    /** Makes the location and connects it; its initial sync begins. */
    void connect(int contacts) {
        ObjectNode settings =
                JsonApi.MAPPER.createObjectNode().put("burstLimit", NO_LIMIT).put("dailyLimit", 0);
        sandbox.send("PUT", "/_sandbox/settings", settings).require("its settings");
        ObjectNode wanted = JsonApi.MAPPER.createObjectNode().put("id", ID).put("contacts", contacts);
        JsonNode made = sandbox.send("POST", "/_sandbox/locations", wanted).require("a location");
        ObjectNode token = JsonApi.MAPPER
                .createObjectNode()
                .put("token", made.path("token").asText());
        gateway.send("POST", connection(), token).require("to connect the location");
    }

    boolean initialSyncCompleted() {
        return gateway.get(connection())
                .require("the question for the connection")
                .path("initialSync")
                .path("status")
                .asText()
                .equals("COMPLETED");
    }

    /** What a person does in GoHighLevel's own pages. */
    void editInGhl(String ghlContactId, String givenName) {
        ObjectNode body = JsonApi.MAPPER.createObjectNode().put("firstName", givenName);
        sandbox.send("PATCH", "/_sandbox/locations/" + ID + "/contacts/" + ghlContactId, body)
                .require("an edit");
    }

    /** What a system of ours does. */
    void editByUs(String contactId, String givenName) {
        ObjectNode body = JsonApi.MAPPER.createObjectNode().put("givenName", givenName);
        gateway.send("PATCH", "/locations/" + ID + "/contacts/" + contactId, body)
                .require("an edit");
    }

    /** Number of the last call the sandbox has seen. */
    long lastCall() {
        JsonNode calls = requests("limit=1");
        return calls.isEmpty() ? 0 : calls.get(calls.size() - 1).path("number").asLong();
    }

    /** Updates of contacts after the given call that set a first name, among the last 10,000 calls. */
    List<Call> updatesAfter(long number) {
        var calls = new ArrayList<Call>();
        for (JsonNode call : requests("method=PUT&path=/contacts/&limit=" + REMEMBERED + "&after=" + number)) {
            JsonNode givenName = call.path("body").path("firstName");
            if (givenName.isTextual()) {
                long ended = ChronoUnit.MICROS.between(
                        Instant.EPOCH, Instant.parse(call.path("at").asText()));
                calls.add(new Call(
                        givenName.textValue(), ended - call.path("micros").asLong()));
            }
        }
        return calls;
    }

    private JsonNode requests(String query) {
        return sandbox.get("/_sandbox/requests?" + query).require("the question for its calls");
    }

    private static String connection() {
        return "/locations/" + ID + "/connection";
    }
}
