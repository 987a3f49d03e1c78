package dev.ghlsync.ghl.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact as a webhook, a GET or write response, or a search item states it. All share their names; they differ in what they leave out, which
 * {@link Stated} keeps visible. Plain members (email, phone, address1 …) are read with {@code fields().text(name)}.
 */
public final class ContactJson {
    private final String id;
    private final ObjectJson fields;

    private ContactJson(String id, ObjectJson fields) {
        this.id = id;
        this.fields = fields;
    }

    /** A contact object: a webhook body, a search item, or the {@code contact} of a response. Null if it is no object with an id. */
    public static @Nullable ContactJson of(JsonNode contact) {
        ObjectJson fields = ObjectJson.of(contact);
        String id = GhlJson.text(contact, "id");
        return fields == null || id == null ? null : new ContactJson(id, fields);
    }

    /** The contact of a response {@code {contact: {…}}}; null if the body has none. */
    public static @Nullable ContactJson ofResponse(byte[] body) {
        ObjectNode json = GhlJson.object(body);
        return json == null ? null : of(json.path("contact"));
    }

    /** HighLevel's id of the contact. */
    public String id() {
        return id;
    }

    public ObjectJson fields() {
        return fields;
    }

    public Stated<String> locationId() {
        return fields.text("locationId");
    }

    public Stated<Instant> dateAdded() {
        return fields.instant("dateAdded");
    }

    /** When HighLevel last changed the contact. No webhook has it. */
    public Stated<Instant> dateUpdated() {
        return fields.instant("dateUpdated");
    }

    public Stated<List<String>> tags() {
        return fields.texts("tags");
    }

    public Stated<List<CustomFieldValue>> customFields() {
        return fields.customFields("customFields");
    }

    public Stated<Boolean> dnd() {
        return fields.bool("dnd");
    }

    /** By channel as HighLevel names it: SMS, Call, Email, WhatsApp, GMB, FB, RCS. Members that are no object are left out. */
    public Stated<Map<String, DndChannel>> dndSettings() {
        return fields.read("dndSettings", node -> {
            if (!node.isObject()) {
                return null;
            }
            Map<String, DndChannel> channels = new LinkedHashMap<>();
            node.properties().forEach(channel -> {
                if (channel.getValue().isObject()) {
                    channels.put(channel.getKey(), DndChannel.of(channel.getValue()));
                }
            });
            return channels;
        });
    }

    /** First attribution, by HighLevel's names (utmSource, gclid, fbclid …). */
    public Stated<Map<String, String>> attributionSource() {
        return fields.flat("attributionSource");
    }

    /** Latest attribution, by HighLevel's names. */
    public Stated<Map<String, String>> lastAttributionSource() {
        return fields.flat("lastAttributionSource");
    }

    public Stated<Boolean> deleted() {
        return fields.bool("deleted");
    }

    /** Names the members, never their values. */
    @Override
    public String toString() {
        return "ContactJson" + fields.names();
    }

    /**
     * Do-not-disturb of one channel.
     *
     * @param status {@code active} means blocked, {@code inactive} free, {@code permanent} blocked for good
     */
    public record DndChannel(
            @Nullable String status,
            @Nullable String message,
            @Nullable String code) {
        static DndChannel of(JsonNode channel) {
            return new DndChannel(
                    GhlJson.text(channel, "status"), GhlJson.text(channel, "message"), GhlJson.text(channel, "code"));
        }
    }
}
