package dev.ghlsync.ghl.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ghlsync.ghl.model.GhlJson;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /contacts/}. It can hold only what the official CreateContactDto allows. */
public final class ContactCreate {
    private final ObjectNode json;

    private ContactCreate(ObjectNode json) {
        this.json = json;
    }

    public static Builder in(String locationId) {
        return new Builder(locationId);
    }

    public ObjectNode json() {
        return json.deepCopy();
    }

    byte[] bytes() {
        return GhlJson.bytes(json);
    }

    /** Names the fields, never the values. */
    @Override
    public String toString() {
        return "ContactCreate" + WireNames.of(json);
    }

    /** Not thread-safe. */
    public static final class Builder {
        private final String locationId;
        private final ContactBody body = new ContactBody();
        private final Set<String> tags = new LinkedHashSet<>();

        private Builder(String locationId) {
            if (locationId.isBlank()) {
                throw new IllegalArgumentException("A contact needs the id of the location to create it in.");
            }
            this.locationId = locationId;
        }

        /** Null sends the field as cleared: JSON null where the specification allows it, else the empty string. */
        public Builder set(ContactField field, @Nullable JsonNode value) {
            body.set(field, value, ContactField::nullableOnCreate);
            return this;
        }

        public Builder set(ContactField field, String value) {
            return set(field, TextNode.valueOf(value));
        }

        /** Null clears by sending the empty string. */
        public Builder customField(String id, @Nullable JsonNode value) {
            body.customField(id, value);
            return this;
        }

        public Builder tags(Collection<String> names) {
            tags.addAll(names);
            return this;
        }

        public ContactCreate build() {
            ObjectNode json = body.toJson();
            json.put("locationId", locationId);
            if (!tags.isEmpty()) {
                tags.forEach(json.putArray("tags")::add);
            }
            return new ContactCreate(json);
        }
    }
}
