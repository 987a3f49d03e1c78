package dev.ghlsync.sync.day;

import static dev.ghlsync.sync.day.GeneratedDayTest.fields;
import static dev.ghlsync.sync.day.GeneratedDayTest.text;
import static dev.ghlsync.sync.day.GeneratedDayTest.time;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.avro.Address;
import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.CustomField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that both sides have of a contact, in one form. */
final class ComparedContact {
    private ComparedContact() {}

    static Map<String, Object> of(JsonNode contact) {
        var custom = new TreeMap<String, Object>();
        contact.path("customFields").forEach(field -> custom.put(text(field, "id"), value(field.path("value"))));
        var tags = new TreeSet<String>();
        contact.path("tags").forEach(tag -> tags.add(tag.asText()));
        return fields(
                "givenName", text(contact, "firstName"),
                "familyName", text(contact, "lastName"),
                "email", text(contact, "email"),
                "phone", text(contact, "phone"),
                "company", text(contact, "companyName"),
                "line1", text(contact, "address1"),
                "city", text(contact, "city"),
                "state", text(contact, "state"),
                "postalCode", text(contact, "postalCode"),
                "country", text(contact, "country"),
                "website", text(contact, "website"),
                "dateOfBirth", text(contact, "dateOfBirth"),
                "timezone", text(contact, "timezone"),
                "assignedTo", text(contact, "assignedTo"),
                "source", text(contact, "source"),
                "dnd", contact.path("dnd").asBoolean(),
                "tags", tags,
                "custom", custom,
                "created", time(contact, "dateAdded"));
    }

    static Map<String, Object> of(Contact contact) {
        var custom = new TreeMap<String, Object>();
        contact.getCustomFields().forEach(field -> custom.put(field.getId(), value(field)));
        var address = contact.getAddress() == null ? Address.newBuilder().build() : contact.getAddress();
        return fields(
                "givenName", contact.getGivenName(),
                "familyName", contact.getFamilyName(),
                "email", contact.getEmail(),
                "phone", contact.getPhone(),
                "company", contact.getCompany(),
                "line1", address.getLine1(),
                "city", address.getCity(),
                "state", address.getState(),
                "postalCode", address.getPostalCode(),
                "country", address.getCountry(),
                "website", contact.getWebsite(),
                "dateOfBirth", contact.getDateOfBirth(),
                "timezone", contact.getTimezone(),
                "assignedTo", contact.getAssignedTo(),
                "source", contact.getSource(),
                "dnd", Boolean.TRUE.equals(contact.getDnd()),
                "tags", new TreeSet<>(contact.getTags()),
                "custom", custom,
                "created", contact.getGhlCreatedAt());
    }

    private static Object value(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros();
        }
        return value.isArray() ? value.valueStream().map(JsonNode::asText).toList() : value.asText();
    }

    private static Object value(CustomField field) {
        return switch (field.getKind()) {
            case NUMBER -> new BigDecimal(field.getText()).stripTrailingZeros();
            case LIST -> List.copyOf(field.getList());
            case TEXT, JSON, UNKNOWN -> field.getText();
        };
    }
}
