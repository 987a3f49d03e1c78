package dev.ghlsync.sync.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sync.avro.ContactEncoder;
import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.ExternalId;
import dev.ghlsync.sync.domain.contact.Lifecycle;
import dev.ghlsync.sync.domain.contact.ReplayPreview;
import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.field.Phones;
import dev.ghlsync.sync.domain.opportunity.Money;
import dev.ghlsync.sync.emission.Emission;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.query.Request.BadRequestException;
import dev.ghlsync.sync.step.Keys;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Answers about one location from the stores of its partition. */
final class LocationQueries {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final LocationStores stores;
    private final Inbound.Location location;

    /** @param location as the stores know it */
    LocationQueries(LocationStores stores, Inbound.Location location) {
        this.stores = stores;
        this.location = location;
    }

    Answer summary() {
        var policy = location.policy();
        var node = NODES.objectNode()
                .put("locationId", location.locationId())
                .put("organizationId", location.organizationId())
                .put("connected", location.connected())
                .put("epoch", location.epoch())
                .put("currency", Money.currency(location.conventions().currency(), policy.country()))
                .put("timezone", location.conventions().timezone())
                .put("inboundPaused", location.inboundPaused())
                .put("outboundPaused", location.outboundPaused());
        node.putObject("settings")
                .put("country", policy.country())
                .put("createInGhl", policy.createInGhl())
                .put("createWithoutEmailOrPhone", policy.createWithoutEmailOrPhone())
                .put("writeCompanyNameOnUpdate", policy.writeCompanyOnUpdate());
        return Answer.ok(node);
    }

    /** The contact, or the one it was merged into. */
    Answer contact(String contactId) {
        var found = stores.directory(location.locationId()).contact(contactId).filter(LocationQueries::isPublic);
        if (found.isEmpty()) {
            return Answer.error(404, "Location " + location.locationId() + " has no contact " + contactId + ".");
        }
        var json = json(found.get());
        if (!found.get().contactId().equals(contactId)) {
            json.put("mergedFrom", contactId);
        }
        return Answer.ok(json);
    }

    /** Our id of a contact by any id it ever had; empty when there is none. */
    Optional<String> contactId(String anyId) {
        return stores.directory(location.locationId())
                .contact(anyId)
                .filter(LocationQueries::isPublic)
                .map(ContactState::contactId);
    }

    /** What a replay of held fields would do: to the contact that this one was merged into, if it was. */
    Answer replay(String contactId, List<String> fields, long version) {
        var state = stores.directory(location.locationId()).contact(contactId).orElse(null);
        if (state == null) {
            return Answer.error(404, "Location " + location.locationId() + " has no contact " + contactId + ".");
        }
        var preview = ReplayPreview.of(state, fields, version, location.policy());
        var node = NODES.objectNode().put("verdict", preview.verdict().name().toLowerCase(Locale.ROOT));
        var named = node.putArray("fields");
        preview.fields().forEach(key -> named.add(key.name()));
        return Answer.ok(node);
    }

    Answer change(String changeId) {
        var change = stores.changes().get(Keys.contact(location.locationId(), changeId));
        if (change == null) {
            return Answer.json(404, NODES.objectNode().put("status", "unknown"));
        }
        var node = NODES.objectNode()
                .put("status", change.status().name().toLowerCase(Locale.ROOT))
                .put("contactId", change.contactId())
                .put("mergedInto", change.mergedInto())
                .put("reason", change.reason())
                .put("field", change.field());
        var contact = change.contactId() == null
                ? null
                : stores.directory(location.locationId())
                        .contact(change.contactId())
                        .orElse(null);
        node.put(
                "inGhl",
                contact == null
                        ? null
                        : ChangeProgress.of(contact, contact.view(location.policy()), changeId)
                                .code());
        return Answer.ok(node);
    }

    Answer byEmail(String email) {
        var canonical = Canonical.email(email);
        return found(canonical == null ? List.of() : directory().byEmail(canonical, Integer.MAX_VALUE));
    }

    /** A number without country code is one of the location's country. */
    Answer byPhone(String phone) {
        var canonical = Phones.canonical(phone, location.policy().country());
        return found(canonical == null ? List.of() : directory().byPhone(canonical, Integer.MAX_VALUE));
    }

    Answer byGhlContactId(String ghlContactId) {
        return found(directory().byGhlId(ghlContactId));
    }

    /** @param systemAndId such as {@code booking:4711}; the id may contain colons */
    Answer byExternalId(String systemAndId) {
        int colon = systemAndId.indexOf(':');
        if (colon < 1 || colon == systemAndId.length() - 1) {
            throw new BadRequestException(
                    "Parameter externalId is not system:id; give both, such as externalId=booking:4711.");
        }
        var system = systemAndId.substring(0, colon).toLowerCase(Locale.ROOT);
        return found(directory().byExternalId(new ExternalId(system, systemAndId.substring(colon + 1))));
    }

    /**
     * Contacts in the order of their ids, those merged into others left out.
     *
     * @param after id of the last contact already seen, empty to begin
     * @param filter which contacts are wanted
     */
    Answer page(int limit, String after, ContactFilter filter) {
        var contacts = NODES.arrayNode();
        var from = after.isEmpty()
                ? Keys.location(location.locationId())
                : Keys.contact(location.locationId(), after) + Character.MIN_VALUE;
        // Sorts after every key of the location: NUL is followed by 1, and ids hold no control characters.
        var to = location.locationId() + (char) 1;
        String last = "";
        boolean more = false;
        try (var entries = stores.contacts().range(from, to)) {
            while (entries.hasNext()) {
                var state = entries.next().value;
                if (!isPublic(state)
                        || state.lifecycle().status() == Lifecycle.Status.MERGED
                        || !filter.matches(state)) {
                    continue;
                }
                if (contacts.size() == limit) {
                    more = true;
                    break;
                }
                contacts.add(json(state));
                last = state.contactId();
            }
        }
        var node = NODES.objectNode();
        node.set("contacts", contacts);
        node.put("nextCursor", more ? Cursor.after(last) : null);
        return Answer.ok(node);
    }

    private Answer found(List<String> contactIds) {
        var contacts = NODES.arrayNode();
        contactIds.stream()
                .map(id -> directory().contact(id).orElse(null))
                .filter(Objects::nonNull)
                .filter(LocationQueries::isPublic)
                .distinct()
                .forEach(contact -> contacts.add(json(contact)));
        var node = NODES.objectNode();
        node.set("contacts", contacts);
        node.putNull("nextCursor");
        return Answer.ok(node);
    }

    private dev.ghlsync.sync.step.StoredDirectory directory() {
        return stores.directory(location.locationId());
    }

    /** A contact of which nothing was published yet, such as one deleted before it was known, is nobody's business. */
    private static boolean isPublic(ContactState contact) {
        return contact.published().version() > 0;
    }

    private ObjectNode json(ContactState contact) {
        var announced = new Emission.Announced(contact, contact.view(location.policy()), location.organizationId(), "");
        var json = AvroJson.of(ContactEncoder.contact(announced));
        // The cause of the newest version is told by its record only.
        json.remove("correlationId");
        return json;
    }
}
