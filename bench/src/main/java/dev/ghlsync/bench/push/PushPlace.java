package dev.ghlsync.bench.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.stack.LocalStack;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.ghl.credentials.Secret;
import java.time.Instant;
import java.util.List;

/** Locations in the sandbox and the calls it got. */
final class PushPlace {
    private static final int REMEMBERED = 10_000;

    private final JsonApi sandbox;
    private final JsonApi gateway;

    PushPlace(LocalStack stack) {
        this.sandbox = new JsonApi("sandbox", stack.addresses().http(Member.SANDBOX));
        this.gateway = new JsonApi("ingest gateway", stack.addresses().http(Member.GATEWAY));
    }

    /** A connected location, its token and its people. */
    record Location(String id, Secret token, List<Person> people) {}

    /**
     * @param id in GoHighLevel
     * @param city the one GoHighLevel had at first: whoever has just started reads before it writes, and writes over nothing else
     */
    record Person(String id, String city) {}

    /**
     * @param burst requests per window; 0 for no limit
     * @param latencyMillis of updates
     */
    void limits(int burst, long latencyMillis) {
        sandbox.send(
                        "PUT",
                        "/_sandbox/settings",
                        object().put("burstLimit", burst).put("dailyLimit", 0))
                .require("its settings");
        sandbox.delete("/_sandbox/faults").require("the removal of faults");
        if (latencyMillis > 0) {
            ObjectNode latency =
                    object().put("kind", "latency").put("ms", latencyMillis).put("method", "PUT");
            sandbox.send("POST", "/_sandbox/faults", latency).require("a latency");
        }
    }

    /** From now on GoHighLevel tells nobody what changes. */
    void noWebhooks() {
        sandbox.send("POST", "/_sandbox/webhooks/pause", object()).require("a pause");
    }

    /** A location whose initial sync has begun. */
    Location connecting(String id, int contacts) {
        ObjectNode wanted = object().put("id", id).put("contacts", contacts);
        String token = sandbox.send("POST", "/_sandbox/locations", wanted)
                .require("a location")
                .path("token")
                .asText();
        gateway.send("POST", "/locations/" + id + "/connection", object().put("token", token))
                .require("to connect the location");
        List<Person> people = sandbox.get("/_sandbox/state?locationId=" + id)
                .require("its state")
                .path("contacts")
                .valueStream()
                .map(contact -> new Person(
                        contact.path("id").asText(), contact.path("city").asText()))
                .toList();
        return new Location(id, Secret.of(token), people);
    }

    boolean isSynced(Location location) {
        return gateway.get("/locations/" + location.id() + "/connection")
                .require("the question for the connection")
                .path("initialSync")
                .path("status")
                .asText()
                .equals("COMPLETED");
    }

    /** How many calls it got so far. */
    long calls() {
        return sandbox.get("/_sandbox")
                .require("the question for its calls")
                .path("calls")
                .asLong();
    }

    long lastCall() {
        JsonNode calls = sandbox.get("/_sandbox/requests?limit=1").require("the question for its calls");
        return calls.isEmpty() ? 0 : calls.get(calls.size() - 1).path("number").asLong();
    }

    /** When updates with this city arrived after a call. */
    List<Instant> updates(long after, String city) {
        return sandbox.get("/_sandbox/requests?method=PUT&limit=" + REMEMBERED + "&after=" + after)
                .require("the question for its calls")
                .valueStream()
                .filter(call -> call.path("status").asInt() == 200)
                .filter(call -> call.path("body").path("city").asText().equals(city))
                .map(call -> Instant.parse(call.path("at").asText()))
                .sorted()
                .toList();
    }

    /** How many calls after the given one were refused for want of quota. */
    long throttled(long after) {
        return sandbox.get("/_sandbox/requests?limit=" + REMEMBERED + "&after=" + after)
                .require("the question for its calls")
                .valueStream()
                .filter(call -> call.path("status").asInt() == 429)
                .count();
    }

    private static ObjectNode object() {
        return JsonApi.MAPPER.createObjectNode();
    }
}
