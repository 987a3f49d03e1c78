package dev.ghlsync.ghl.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ghlsync.ghl.model.GhlJson;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /contacts/{id}}: changed fields only. It can hold only what the official UpdateContactDto allows, and never {@code tags},
 * because a PUT replaces all tags of the contact.
 */
public final class ContactUpdate {
    private final ObjectNode json;

    private ContactUpdate(ObjectNode json) {
        this.json = json;
    }

    public static Builder builder() {
        return new Builder();
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
        return "ContactUpdate" + WireNames.of(json);
    }

    /** Not thread-safe. */
    public static final class Builder {
        private final ContactBody body = new ContactBody();

        private Builder() {}

        /**
         * Null clears the field: JSON null where the specification allows it, else the empty string.
         *
         * @throws IllegalArgumentException for a field that an update cannot write
         */
        public Builder set(ContactField field, @Nullable JsonNode value) {
            if (!field.writableOnUpdate()) {
                throw new IllegalArgumentException(
                        field.wireName() + " cannot be written by an update of a GHL contact (422); leave it out.");
            }
            body.set(field, value, ContactField::nullableOnUpdate);
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

        /**
         * Sends {@code companyName} although UpdateContactDto lacks it. Only for locations whose operator switched it on: by the specification
         * the whole call is then refused with 422.
         */
        public Builder companyNameDespiteTheSpec(@Nullable String value) {
            body.set(
                    ContactField.COMPANY_NAME,
                    value == null ? null : TextNode.valueOf(value),
                    ContactField::nullableOnUpdate);
            return this;
        }

        public boolean isEmpty() {
            return body.isEmpty();
        }

        /** @throws IllegalStateException if nothing was set: such a call would spend quota for nothing */
        public ContactUpdate build() {
            if (body.isEmpty()) {
                throw new IllegalStateException("An update of a GHL contact without fields; do not send it.");
            }
            return new ContactUpdate(body.toJson());
        }
    }
}
