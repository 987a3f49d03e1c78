package dev.ghlsync.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** How far a file goes: GoHighLevel's time of the newest fact in it, and how many objects have changes of ours on their way. */
final class Freshness {
    private final String confirmedBy;
    private Instant completeTo = Instant.MIN;
    private long pending;

    /** @param confirmedBy field with the time, ISO 8601 in UTC */
    Freshness(String confirmedBy) {
        this.confirmedBy = confirmedBy;
    }

    void saw(JsonNode object) {
        if (object.path(confirmedBy).isTextual()) {
            var confirmed = Instant.parse(object.path(confirmedBy).textValue());
            completeTo = confirmed.isAfter(completeTo) ? confirmed : completeTo;
        }
        if (!object.path("pending").isEmpty()) {
            pending++;
        }
    }

    String completeTo() {
        return completeTo.equals(Instant.MIN) ? "unknown" : completeTo.toString();
    }

    long pending() {
        return pending;
    }
}
