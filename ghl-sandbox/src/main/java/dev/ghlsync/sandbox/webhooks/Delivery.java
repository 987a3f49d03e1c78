package dev.ghlsync.sandbox.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.time.Dates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One event on its way. The body's bytes never change, also when it is sent again by hand. Thread-safe. */
final class Delivery {
    enum Status {
        PENDING,
        DELIVERED,
        /** All tries are used up. */
        FAILED,
        /** Lost on purpose (dropProbability). */
        DROPPED,
        /** Made while delivery was paused: lost. */
        PAUSED,
        /** Made while no target was set. */
        NO_TARGET,
        /** The app does not want events of this type or is not installed in the location. */
        NOT_SUBSCRIBED
    }

    record Attempt(Instant at, int status, boolean byHand) {}

    private final String webhookId;
    private final String type;
    private final String locationId;
    private final byte[] body;
    private final List<Attempt> attempts = new ArrayList<>();
    private Status status = Status.PENDING;

    Delivery(String webhookId, String type, String locationId, byte[] body) {
        this.webhookId = webhookId;
        this.type = type;
        this.locationId = locationId;
        this.body = body;
    }

    String webhookId() {
        return webhookId;
    }

    String type() {
        return type;
    }

    String locationId() {
        return locationId;
    }

    byte[] body() {
        return body;
    }

    synchronized Status status() {
        return status;
    }

    synchronized void settle(Status outcome) {
        if (status != Status.DELIVERED) {
            status = outcome;
        }
    }

    /** Notes a try and says how many have failed so far. */
    synchronized int attempted(Attempt attempt) {
        attempts.add(attempt);
        return (int) attempts.stream()
                .filter(one -> !one.byHand() && (one.status() < 200 || one.status() > 299))
                .count();
    }

    synchronized ObjectNode json(boolean withBody) {
        ObjectNode json = Json.object()
                .put("webhookId", webhookId)
                .put("type", type)
                .put("locationId", locationId)
                .put("status", status.name());
        var tries = json.putArray("attempts");
        for (Attempt attempt : attempts) {
            tries.addObject()
                    .put("at", Dates.iso(attempt.at()))
                    .put("status", attempt.status())
                    .put("byHand", attempt.byHand());
        }
        if (withBody) {
            Json.setIfSet(json, "body", Json.parseOrNull(body));
        }
        return json;
    }
}
