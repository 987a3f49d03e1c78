package dev.ghlsync.sandbox.contacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one write wants of a contact. Empty optionals clear; null members leave the field as it is; tags replace all tags. */
public record ContactPatch(
        Map<TextField, Optional<String>> text,
        @Nullable List<String> tags,
        Map<String, Optional<JsonNode>> customFields,
        @Nullable Boolean dndAll,
        @Nullable ObjectNode dndSettings,
        @Nullable ObjectNode inboundDnd,
        Contact.@Nullable Extras extras) {

    /** The value this write sets, or null when it leaves or clears the field. */
    public @Nullable String sets(TextField field) {
        return text.getOrDefault(field, Optional.empty()).orElse(null);
    }

    public ContactPatch without(TextField field) {
        Map<TextField, Optional<String>> rest = new EnumMap<>(text);
        rest.remove(field);
        return new ContactPatch(rest, tags, customFields, dndAll, dndSettings, inboundDnd, extras);
    }

    Contact create(String id, String locationId, Instant now) {
        var empty = new Contact(
                id,
                locationId,
                Map.of(TextField.TYPE, "lead"),
                List.of(),
                Map.of(),
                Contact.Dnd.OFF,
                Contact.Extras.NONE,
                now,
                now);
        return apply(empty, now);
    }

    Contact apply(Contact before, Instant now) {
        return new Contact(
                before.id(),
                before.locationId(),
                patchedText(before.text()),
                tags != null ? tags : before.tags(),
                patchedCustomFields(before.customFields()),
                patchedDnd(before.dnd()),
                extras != null ? extras : before.extras(),
                before.dateAdded(),
                now);
    }

    private Map<TextField, String> patchedText(Map<TextField, String> before) {
        if (text.isEmpty()) {
            return before;
        }
        Map<TextField, String> after = new EnumMap<>(TextField.class);
        after.putAll(before);
        text.forEach((field, value) -> value.ifPresentOrElse(v -> after.put(field, v), () -> after.remove(field)));
        return Collections.unmodifiableMap(after);
    }

    private Map<String, JsonNode> patchedCustomFields(Map<String, JsonNode> before) {
        if (customFields.isEmpty()) {
            return before;
        }
        Map<String, JsonNode> after = new LinkedHashMap<>(before);
        customFields.forEach((id, value) -> value.ifPresentOrElse(v -> after.put(id, v), () -> after.remove(id)));
        return Collections.unmodifiableMap(after);
    }

    private Contact.Dnd patchedDnd(Contact.Dnd before) {
        if (dndAll == null && dndSettings == null && inboundDnd == null) {
            return before;
        }
        ObjectNode settings = before.settings();
        if (dndSettings != null) {
            settings = settings == null ? dndSettings.deepCopy() : settings.deepCopy();
            settings.setAll(dndSettings);
        }
        return new Contact.Dnd(
                dndAll != null ? dndAll : before.all(), settings, inboundDnd != null ? inboundDnd : before.inbound());
    }
}
