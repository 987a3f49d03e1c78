package dev.ghlsync.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.http.JsonApi;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The calls the sandbox got, read on all the time because it keeps only the last 10,000. Of updates that may have changed something it keeps the
 * values of ours, whose text ends in {@code ours-} and the number of a round. Thread-safe.
 */
final class RequestLog implements AutoCloseable {
    private static final int LIMIT = 10_000;
    private static final Duration EVERY = Duration.ofMillis(250);
    /** The work is done although no answer, or half of one, comes back. */
    private static final Set<String> DONE_UNANSWERED = Set.of("TimeoutAfterSuccess", "CutShort");

    private final JsonApi sandbox;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, List<Write>> writes = new HashMap<>();
    private final List<String> forbidden = new ArrayList<>();
    private final Map<String, Integer> faults = new HashMap<>();
    private final Thread reader;
    private int calls;
    private int updates;
    private long last;

    /**
     * An update of a contact.
     *
     * @param arrived when its processing began; a call is logged when it ends
     */
    record Write(Instant arrived, String location, String contact, Map<String, Integer> rounds) {}

    /** @param sandbox whose log begins now */
    RequestLog(JsonApi sandbox) {
        this.sandbox = sandbox;
        this.reader = Thread.ofPlatform().name("request-log").start(this::readUntilClosed);
    }

    private void readUntilClosed() {
        try {
            while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                readUnlessBusy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readUnlessBusy() {
        try {
            readOn();
        } catch (CommandFailure busy) {
            // The next reading makes up for it; what it comes too late for is found missing.
            System.out.println("request log: " + busy.getMessage());
        }
    }

    /** Reads up to the present call. */
    synchronized void readOn() {
        JsonNode page = sandbox.get("/_sandbox/requests?limit=" + LIMIT + "&after=" + last)
                .require("the request log");
        for (JsonNode call : page) {
            long number = call.path("number").asLong();
            if (number > last + 1 && last > 0) {
                forbidden.add("calls up to " + number + " were read too late and are not known");
            }
            last = number;
            take(call);
        }
    }

    private void take(JsonNode call) {
        calls++;
        JsonNode verdict = call.path("verdict");
        String fault = verdict.path("fault").asText("");
        faults.merge(fault, 1, Integer::sum);
        String path = call.path("path").asText();
        if (!isSearchForChanges(call) && !verdict.path("allowedByOpenApi").asBoolean(true)) {
            forbidden.add(call.path("method").asText() + " " + path + ": " + verdict);
        }
        int status = call.path("status").asInt();
        boolean took = status >= 200 && status < 300 || DONE_UNANSWERED.contains(fault);
        if (took && call.path("method").asText().equals("PUT")) {
            Write write = write(call);
            updates++;
            writes.computeIfAbsent(write.contact(), id -> new ArrayList<>()).add(write);
        }
    }

    /** The official file's search of opportunities has neither filters nor an order, so that nobody could call it for changes. */
    private static boolean isSearchForChanges(JsonNode call) {
        return call.path("method").asText().equals("POST")
                && call.path("path").asText().equals("/opportunities/search");
    }

    private static Write write(JsonNode call) {
        var rounds = new HashMap<String, Integer>();
        call.path("body").properties().forEach(field -> {
            String value = field.getValue().asText();
            if (value.matches(".*ours-\\d+")) {
                rounds.put(field.getKey(), round(value));
            }
        });
        return new Write(
                Instant.parse(call.path("at").asText())
                        .minus(call.path("micros").asLong(), ChronoUnit.MICROS),
                call.path("locationId").asText(),
                call.path("path").asText().replaceAll(".*/", ""),
                Map.copyOf(rounds));
    }

    static int round(String value) {
        return Integer.parseInt(value.substring(value.lastIndexOf('-') + 1));
    }

    synchronized int size() {
        return calls;
    }

    /** How many updates may have changed something. */
    synchronized int updates() {
        return updates;
    }

    /** How many calls were struck by each kind of fault. */
    synchronized Map<String, Integer> faults() {
        var struck = new HashMap<>(faults);
        struck.remove("");
        return struck;
    }

    /** Calls that the official OpenAPI files forbid, and calls that were missed. */
    synchronized List<String> forbidden() {
        return List.copyOf(forbidden);
    }

    /** The updates of a field by contact, each list in the order in which they arrived. */
    synchronized Map<String, List<Write>> writes(String field) {
        var ofField = new HashMap<String, List<Write>>();
        writes.forEach((contact, all) -> {
            List<Write> sorted = all.stream()
                    .filter(write -> write.rounds().containsKey(field))
                    .sorted(Comparator.comparing(Write::arrived))
                    .toList();
            if (!sorted.isEmpty()) {
                ofField.put(contact, sorted);
            }
        });
        return ofField;
    }

    /** When each contact first got the value of a round. */
    Map<String, Write> firstWrites(String field, int round) {
        var first = new HashMap<String, Write>();
        writes(field)
                .forEach((contact, all) -> all.stream()
                        .filter(write -> write.rounds().get(field) == round)
                        .findFirst()
                        .ifPresent(write -> first.put(contact, write)));
        return first;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
