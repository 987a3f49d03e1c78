package dev.ghlsync.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.http.JsonApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every call the sandbox got, read often enough that none is missed; the sandbox keeps the last 10,000. Thread-safe. */
final class RequestLog {
    private static final int LIMIT = 10_000;

    private final JsonApi sandbox;
    private final List<Call> calls = new ArrayList<>();
    private long last;

    RequestLog(JsonApi sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * A call to write a field, or any other.
     *
     * @param contact last part of the path
     * @param took whether it may have changed something: an answer was given, or lost after the work was done
     */
    record Call(
            long number,
            Instant at,
            String location,
            String method,
            String contact,
            Map<String, String> fields,
            boolean took,
            boolean allowed) {}

    synchronized void readOn() {
        JsonNode page = sandbox.get("/_sandbox/requests?limit=" + LIMIT + "&after=" + last)
                .require("the request log");
        for (JsonNode call : page) {
            long number = call.path("number").asLong();
            if (number > last + 1 && last > 0) {
                throw new IllegalStateException(
                        "The request log was read too late; calls up to " + number + " are lost.");
            }
            last = number;
            calls.add(call(number, call));
        }
    }

    private static Call call(long number, JsonNode call) {
        var fields = new HashMap<String, String>();
        call.path("body").properties().forEach(field -> {
            if (field.getValue().isTextual()) {
                fields.put(field.getKey(), field.getValue().textValue());
            }
        });
        int status = call.path("status").asInt();
        String fault = call.path("verdict").path("fault").asText("");
        boolean took = status >= 200 && status < 300
                || Set.of("timeout-after-success", "cut-short").contains(fault);
        return new Call(
                number,
                Instant.parse(call.path("at").asText()),
                call.path("locationId").asText(""),
                call.path("method").asText(),
                call.path("path").asText().replaceAll(".*/", ""),
                fields,
                took,
                call.path("verdict").path("allowedByOpenApi").asBoolean(true));
    }

    synchronized int size() {
        return calls.size();
    }

    synchronized List<Call> forbidden() {
        return calls.stream().filter(call -> !call.allowed()).toList();
    }

    /** Writes of a field whose values end in a round, by contact, in the order in which the sandbox got them. */
    private synchronized Map<String, List<Call>> writes(String field) {
        var writes = new TreeMap<String, List<Call>>();
        calls.stream()
                .filter(call -> call.method().equals("PUT")
                        && call.took()
                        && call.fields().containsKey(field))
                .forEach(call -> writes.computeIfAbsent(call.contact(), id -> new ArrayList<>())
                        .add(call));
        return writes;
    }

    /** Writes of an older value after a newer one: what never may happen. */
    List<Call> staleOverwrites(String field) {
        return writes(field).values().stream()
                .flatMap(ofOne -> {
                    int newest = -1;
                    var stale = new ArrayList<Call>();
                    for (Call call : ofOne) {
                        int round = round(call.fields().get(field));
                        if (round < newest) {
                            stale.add(call);
                        }
                        newest = Math.max(newest, round);
                    }
                    return stale.stream();
                })
                .toList();
    }

    /** When each contact first got the value of a round. */
    Stream<Call> firstWrites(String field, int round) {
        return writes(field).values().stream()
                .flatMap(ofOne -> ofOne.stream()
                        .filter(call -> round(call.fields().get(field)) == round)
                        .limit(1));
    }

    static int round(String value) {
        return Integer.parseInt(value.substring(value.lastIndexOf('-') + 1));
    }
}
