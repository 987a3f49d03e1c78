package dev.ghlsync.push.destination;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.client.GhlReply;
import dev.ghlsync.ghl.model.ContactJson;
import dev.ghlsync.ghl.model.CustomFieldValue;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.push.domain.ContactView;
import dev.ghlsync.push.domain.FieldWish;
import dev.ghlsync.push.domain.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Contacts of responses in the terms of the rules. */
final class ContactViews {
    /** The response of a create has no time zone (contacts.json, CreateContactsSuccessfulResponseDto). */
    static final Set<String> UNSTATED_BY_CREATE = Set.of("timezone");

    private ContactViews() {}

    /** The {@code contact} of the response; null if it has none with an id. */
    static @Nullable Snapshot snapshot(GhlReply reply, Snapshot.Source source, Set<String> unstated) {
        JsonNode node = reply.json().path("contact");
        ContactJson contact = ContactJson.of(node);
        return contact == null
                ? null
                : new Snapshot(GhlJson.bytes(node), source, reply.date(), view(contact, unstated));
    }

    private static ContactView view(ContactJson contact, Set<String> unstated) {
        Map<String, String> values = new HashMap<>();
        FieldNames.WIRE.forEach((ours, wire) -> {
            String value = contact.fields().text(wire.wireName()).orNull();
            if (value != null && !value.isBlank()) {
                values.put(ours, value);
            }
        });
        List<CustomFieldValue> custom = contact.customFields().orNull();
        if (custom != null) {
            for (CustomFieldValue field : custom) {
                if (!field.value().isNull()) {
                    values.put(FieldWish.CUSTOM_PREFIX + field.id(), CustomValues.text(field.value()));
                }
            }
        }
        List<String> tags = contact.tags().orNull();
        Set<String> lowerCase = tags == null
                ? Set.of()
                : tags.stream().map(tag -> tag.strip().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return new ContactView(contact.id(), values, unstated, lowerCase);
    }
}
