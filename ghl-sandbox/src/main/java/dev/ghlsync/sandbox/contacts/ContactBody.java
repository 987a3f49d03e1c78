package dev.ghlsync.sandbox.contacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.locations.CustomFields;
import dev.ghlsync.sandbox.locations.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a contact write as HighLevel does: a strict whitelist and types first (422, one sentence per fault), then values.
 * Null and the empty string clear a field, name alone is split at the first space, gender is accepted and ignored, unknown custom
 * fields are dropped without a word.
 */
public final class ContactBody {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@.]+(\\.[^\\s@.]+)+");
    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(java.util.Locale.getISOCountries()));
    private static final Set<String> CHANNELS = Set.of("Call", "Email", "SMS", "WhatsApp", "GMB", "FB", "RCS");
    private static final Set<String> STATUSES = Set.of("active", "inactive", "permanent");

    private final ObjectNode body;
    private final Location location;
    private final List<String> faults = new ArrayList<>();

    private ContactBody(ObjectNode body, Location location) {
        this.body = body;
        this.location = location;
    }

    /**
     * The wanted change.
     *
     * @param allowed property names the endpoint accepts
     * @param invalidPhoneStatus 400 or 422, the answer to an unreadable phone number
     */
    public static ContactPatch read(ObjectNode body, Set<String> allowed, Location location, int invalidPhoneStatus) {
        var reader = new ContactBody(body, location);
        body.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                reader.faults.add("property " + name + " should not exist");
            }
        });
        return reader.patch(null, invalidPhoneStatus);
    }

    /** The same for an edit by a person in HighLevel's own pages, which may change everything. */
    public static ContactPatch edit(ObjectNode body, Location location, Contact.Extras before) {
        return new ContactBody(body, location).patch(ExtrasBody.read(body, before), 422);
    }

    private ContactPatch patch(Contact.@Nullable Extras extras, int invalidPhoneStatus) {
        Map<TextField, Optional<String>> text = text();
        List<String> tags = tags();
        Map<String, Optional<JsonNode>> customFields = customFields();
        ObjectNode dndSettings = dndSettings();
        ObjectNode inbound = body.get("inboundDndSettings") instanceof ObjectNode object ? object : null;
        if (body.has("dnd") && !body.get("dnd").isBoolean()) {
            faults.add("dnd must be a boolean value");
        }
        if (!faults.isEmpty()) {
            throw Refusal.unprocessable(faults);
        }
        normalisePhone(text, invalidPhoneStatus);
        Boolean dnd = body.has("dnd") ? body.get("dnd").booleanValue() : null;
        return new ContactPatch(text, tags, customFields, dnd, dndSettings, inbound, extras);
    }

    private Map<TextField, Optional<String>> text() {
        Map<TextField, Optional<String>> text = new EnumMap<>(TextField.class);
        splitName(text);
        for (TextField field : TextField.values()) {
            JsonNode value = body.get(field.apiName());
            if (value == null) {
                continue;
            }
            if (value.isNull()) {
                text.put(field, Optional.empty());
            } else if (!value.isTextual()) {
                faults.add(field.apiName() + " must be a string");
            } else {
                text.put(field, checked(field, value.textValue().strip()));
            }
        }
        return text;
    }

    private void splitName(Map<TextField, Optional<String>> text) {
        JsonNode name = body.get("name");
        if (name == null || body.has("firstName") || body.has("lastName")) {
            return;
        }
        if (!name.isTextual() && !name.isNull()) {
            faults.add("name must be a string");
            return;
        }
        String whole = name.isNull() ? "" : name.textValue().strip();
        int space = whole.indexOf(' ');
        text.put(TextField.FIRST_NAME, notEmpty(space < 0 ? whole : whole.substring(0, space)));
        text.put(
                TextField.LAST_NAME,
                notEmpty(space < 0 ? "" : whole.substring(space + 1).strip()));
    }

    private Optional<String> checked(TextField field, String value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (field == TextField.EMAIL && !EMAIL.matcher(value).matches()) {
            faults.add("email must be an email");
        }
        if (field == TextField.COUNTRY && !COUNTRIES.contains(value)) {
            faults.add("country must be a valid enum value");
        }
        if (field == TextField.DATE_OF_BIRTH) {
            Optional<String> date = BirthDates.parse(value);
            if (date.isEmpty()) {
                faults.add("dateOfBirth must be a valid date");
            }
            return date;
        }
        return Optional.of(value);
    }

    private void normalisePhone(Map<TextField, Optional<String>> text, int invalidPhoneStatus) {
        Optional<String> raw = text.getOrDefault(TextField.PHONE, Optional.empty());
        if (raw.isEmpty()) {
            return;
        }
        Optional<String> phone = Phones.e164(raw.get(), location.country());
        if (phone.isEmpty()) {
            throw invalidPhoneStatus == 400
                    ? Refusal.badRequest("Invalid phone number")
                    : Refusal.unprocessable(List.of("phone must be a valid phone number"));
        }
        text.put(TextField.PHONE, phone);
    }

    private @Nullable List<String> tags() {
        JsonNode tags = body.get("tags");
        if (tags == null) {
            return null;
        }
        if (!tags.isArray()) {
            faults.add("tags must be an array");
            return null;
        }
        for (JsonNode tag : tags) {
            if (!tag.isTextual()) {
                faults.add("each value in tags must be a string");
                return null;
            }
        }
        return Tags.of(tags);
    }

    private Map<String, Optional<JsonNode>> customFields() {
        Map<String, Optional<JsonNode>> values = new LinkedHashMap<>();
        JsonNode fields = body.get("customFields");
        if (fields == null) {
            return values;
        }
        if (!fields.isArray()) {
            faults.add("customFields must be an array");
            return values;
        }
        for (JsonNode field : fields) {
            CustomFields.idOf(field, location.customFields())
                    .ifPresent(id -> values.put(id, CustomFields.valueOf(field)));
        }
        return values;
    }

    private @Nullable ObjectNode dndSettings() {
        JsonNode settings = body.get("dndSettings");
        if (!(settings instanceof ObjectNode object)) {
            if (settings != null) {
                faults.add("dndSettings must be an object");
            }
            return null;
        }
        object.properties().forEach(entry -> {
            if (!CHANNELS.contains(entry.getKey())) {
                faults.add("dndSettings.property " + entry.getKey() + " should not exist");
            } else if (!STATUSES.contains(entry.getValue().path("status").asText())) {
                faults.add("dndSettings." + entry.getKey()
                        + ".status must be one of the following values: active, inactive, permanent");
            }
        });
        return object;
    }

    private static Optional<String> notEmpty(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
