package dev.ghlsync.cli.demo.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The mapping table: every field both sides keep, with its place on each. */
final class FieldRows {
    /** Names GoHighLevel spells differently (contacts.json). */
    private static final Map<String, String> ATTRIBUTION_NAMES = Map.of("msclikid", "msclkid");

    static final List<FieldRow> ALL = List.of(
            text("id", "ghlContactId"),
            text("locationId", "locationId"),
            text("firstName", "givenName"),
            text("lastName", "familyName"),
            text("email", "email", value -> value.strip().toLowerCase(Locale.ROOT)),
            text("phone", "phone"),
            text("companyName", "company"),
            address("address1", "line1"),
            address("city", "city"),
            address("state", "state"),
            address("postalCode", "postalCode"),
            address("country", "country"),
            text("website", "website"),
            text("dateOfBirth", "dateOfBirth", value -> value.length() > 10 ? value.substring(0, 10) : value),
            text("timezone", "timezone"),
            text("assignedTo", "assignedTo"),
            new FieldRow("tags", FieldRows::tagsInGhl, FieldRows::tagsWithUs),
            new FieldRow("customFields", CustomFieldForms::inGhl, CustomFieldForms::withUs),
            new FieldRow("dnd", json -> one(scalar(json.get("dnd"))), contact -> one(string(contact.get("dnd")))),
            new FieldRow("dndSettings", FieldRows::dndInGhl, FieldRows::dndWithUs),
            text("source", "source"),
            attribution("attributionSource", "firstAttribution"),
            attribution("lastAttributionSource", "lastAttribution"));

    private FieldRows() {}

    private static FieldRow text(String inGhl, String withUs) {
        return text(inGhl, withUs, UnaryOperator.identity());
    }

    private static FieldRow text(String inGhl, String withUs, UnaryOperator<String> ghlForm) {
        return new FieldRow(
                withUs,
                json -> {
                    String value = scalar(json.get(inGhl));
                    return one(value == null ? null : ghlForm.apply(value));
                },
                contact -> one(string(contact.get(withUs))));
    }

    private static FieldRow address(String inGhl, String withUs) {
        return new FieldRow(
                "address." + withUs,
                json -> one(scalar(json.get(inGhl))),
                contact -> one(
                        contact.get("address") instanceof GenericRecord address ? string(address.get(withUs)) : null));
    }

    private static Map<String, String> tagsInGhl(JsonNode contact) {
        return one(
                sorted(contact.path("tags").valueStream().map(JsonNode::asText).toList()));
    }

    private static Map<String, String> tagsWithUs(GenericRecord contact) {
        return one(sorted(items(contact, "tags").stream().map(Object::toString).toList()));
    }

    private static @Nullable String sorted(List<String> tags) {
        return tags.isEmpty() ? null : String.join(", ", tags.stream().sorted().toList());
    }

    private static Map<String, String> dndInGhl(JsonNode contact) {
        var settings = new TreeMap<String, String>();
        contact.path("dndSettings").properties().forEach(channel -> {
            JsonNode setting = channel.getValue();
            settings.put(
                    channel.getKey(),
                    scalar(setting.get("status")) + "/" + scalar(setting.get("message")) + "/"
                            + scalar(setting.get("code")));
        });
        return settings;
    }

    private static Map<String, String> dndWithUs(GenericRecord contact) {
        var settings = new TreeMap<String, String>();
        for (Object item : items(contact, "dndSettings")) {
            var setting = (GenericRecord) item;
            settings.put(
                    setting.get("channel").toString(),
                    string(setting.get("status")) + "/" + string(setting.get("message")) + "/"
                            + string(setting.get("code")));
        }
        return settings;
    }

    private static FieldRow attribution(String inGhl, String withUs) {
        return new FieldRow(
                withUs,
                json -> {
                    var values = new TreeMap<String, String>();
                    json.path(inGhl).properties().forEach(part -> {
                        String value = scalar(part.getValue());
                        if (value != null) {
                            values.put(ATTRIBUTION_NAMES.getOrDefault(part.getKey(), part.getKey()), value);
                        }
                    });
                    return values;
                },
                contact -> contact.get(withUs) instanceof GenericRecord record ? parts(record) : Map.of());
    }

    private static Map<String, String> parts(GenericRecord attribution) {
        var values = new TreeMap<String, String>();
        for (var field : attribution.getSchema().getFields()) {
            switch (attribution.get(field.pos())) {
                case null -> {}
                case Map<?, ?> other -> other.forEach((name, value) -> values.put(name.toString(), value.toString()));
                case Object value -> values.put(field.name(), value.toString());
            }
        }
        return values;
    }

    static List<?> items(GenericRecord contact, String field) {
        return (List<?>) contact.get(field);
    }

    static @Nullable String string(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Null for what is absent, null or empty text: GoHighLevel shows a cleared field in any of these ways. */
    private static @Nullable String scalar(@Nullable JsonNode value) {
        return value == null || value.isNull() || value.asText().isEmpty() ? null : value.asText();
    }

    private static Map<String, String> one(@Nullable String value) {
        return value == null ? Map.of() : Map.of("", value);
    }
}
