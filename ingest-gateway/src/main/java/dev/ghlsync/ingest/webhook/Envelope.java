package dev.ghlsync.ingest.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.model.GhlJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway reads of a webhook body; everything else stays in the raw bytes. Ids longer than {@value #ID_CHARS_MAX} characters count as
 * absent.
 *
 * @param type as sent; null if absent, blank, too long or not a text
 * @param timestamp HighLevel's time of the event; null if absent or no ISO instant
 */
record Envelope(
        @Nullable String type,
        @Nullable String locationId,
        @Nullable String id,
        @Nullable String objectId,
        @Nullable String altId,
        @Nullable String companyId,
        @Nullable String appId,
        @Nullable String webhookId,
        @Nullable Instant timestamp) {
    static final int ID_CHARS_MAX = 128;

    private static final List<String> OBJECT_ID_FIELDS = List.of("id", "_id", "messageId");

    static Envelope of(JsonNode body) {
        return new Envelope(
                body.path("type").isTextual() ? id(body, "type") : null,
                id(body, "locationId"),
                id(body, "id"),
                objectId(body),
                id(body, "altId"),
                id(body, "companyId"),
                id(body, "appId"),
                id(body, "webhookId"),
                instant(GhlJson.text(body, "timestamp")));
    }

    /**
     * The location, or what stands in for it as the record key: the id of Location events, the altId of invoices, the companyId of company
     * installs, else the webhookId; null if the body has none of them.
     */
    @Nullable
    String locationOrStandIn() {
        if (locationId != null) {
            return locationId;
        }
        if (type != null && type.startsWith("Location") && id != null) {
            return id;
        }
        if (altId != null) {
            return altId;
        }
        return companyId != null ? companyId : webhookId;
    }

    private static @Nullable String objectId(JsonNode body) {
        String nested = id(body.path("appointment"), "id");
        if (nested != null) {
            return nested;
        }
        for (String field : OBJECT_ID_FIELDS) {
            String value = id(body, field);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable String id(JsonNode object, String field) {
        String text = GhlJson.text(object, field);
        return text == null || text.length() > ID_CHARS_MAX ? null : text;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null; // Not a time: the append time of the record counts instead.
        }
    }
}
