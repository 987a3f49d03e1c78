package dev.ghlsync.sandbox.contacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A contact at one moment. Unset text fields are absent from {@code text}; {@code customFields} is by field id. Never changed in place,
 * the JSON inside it neither: the delayed search view holds older states of the same contact.
 */
public record Contact(
        String id,
        String locationId,
        Map<TextField, String> text,
        List<String> tags,
        Map<String, JsonNode> customFields,
        Dnd dnd,
        Extras extras,
        Instant dateAdded,
        Instant dateUpdated) {

    /** Do-not-disturb. In {@code settings} the status "active" means blocked. */
    public record Dnd(
            boolean all,
            @Nullable ObjectNode settings,
            @Nullable ObjectNode inbound) {
        public static final Dnd OFF = new Dnd(false, null, null);
    }

    /** What the API shows but does not accept. */
    public record Extras(
            List<String> additionalEmails,
            List<String> additionalPhones,
            List<String> followers,
            @Nullable ObjectNode firstAttribution,
            @Nullable ObjectNode lastAttribution) {
        public static final Extras NONE = new Extras(List.of(), List.of(), List.of(), null, null);
    }

    public @Nullable String get(TextField field) {
        return text.get(field);
    }

    /** First and last name with one space, or null when both are unset. */
    public @Nullable String fullName() {
        String name = Stream.of(TextField.FIRST_NAME, TextField.LAST_NAME)
                .map(text::get)
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }

    public @Nullable String lower(TextField field) {
        String value = text.get(field);
        return value == null ? null : value.toLowerCase(Locale.ROOT);
    }

    Contact withFollowers(List<String> followers, Instant now) {
        var changed = new Extras(
                extras.additionalEmails(),
                extras.additionalPhones(),
                followers,
                extras.firstAttribution(),
                extras.lastAttribution());
        return new Contact(id, locationId, text, tags, customFields, dnd, changed, dateAdded, now);
    }

    Contact withBusiness(@Nullable String businessId, Instant now) {
        Map<TextField, String> changed = new EnumMap<>(text);
        if (businessId == null) {
            changed.remove(TextField.BUSINESS_ID);
        } else {
            changed.put(TextField.BUSINESS_ID, businessId);
        }
        var unmodifiable = Collections.unmodifiableMap(changed);
        return new Contact(id, locationId, unmodifiable, tags, customFields, dnd, extras, dateAdded, now);
    }

    Contact withTags(List<String> newTags, Instant now) {
        return new Contact(id, locationId, text, newTags, customFields, dnd, extras, dateAdded, now);
    }
}
