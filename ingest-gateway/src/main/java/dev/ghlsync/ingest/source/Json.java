package dev.ghlsync.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.client.GhlReply;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** HighLevel's objects and our cursors as JSON. */
final class Json {
    private Json() {}

    static String text(ObjectNode json) {
        return new String(GhlJson.bytes(json), StandardCharsets.UTF_8);
    }

    /** A cursor of ours; an empty object at the start of a step. */
    static ObjectNode cursor(@Nullable String text) {
        return text == null ? GhlJson.emptyObject() : GhlJson.objectOrEmpty(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The items of a list answer that have an id. */
    static List<ObjectRead> items(
            Reading reading, ObjectKind kind, ObjectRead.Source source, GhlReply reply, JsonNode list, String updated) {
        List<ObjectRead> reads = new ArrayList<>();
        for (JsonNode item : list) {
            if (GhlJson.text(item, "id") != null) {
                reads.add(read(reading, kind, source, reply, item, updated));
            }
        }
        return reads;
    }

    static ObjectRead read(
            Reading reading,
            ObjectKind kind,
            ObjectRead.Source source,
            GhlReply reply,
            JsonNode object,
            String updated) {
        return new ObjectRead(
                reading.connection().locationId(),
                kind,
                object.path("id").asText(),
                source,
                reading.purpose(),
                Asking.at(reply),
                time(GhlJson.text(object, updated)),
                reading.connection().epoch(),
                reading.runId(),
                GhlJson.bytes(object),
                reading.correlationId());
    }

    static ObjectRead missing(Reading reading, ObjectKind kind, String id, Instant at) {
        return new ObjectRead(
                reading.connection().locationId(),
                kind,
                id,
                ObjectRead.Source.GET,
                reading.purpose(),
                at,
                null,
                reading.connection().epoch(),
                reading.runId(),
                null,
                reading.correlationId());
    }

    private static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null; // A malformed time says nothing about the object's age.
        }
    }
}
