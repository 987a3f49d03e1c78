package dev.ghlsync.sync.ghl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.domain.history.Stamp.Rank;
import dev.ghlsync.sync.inbound.Inbound;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What webhooks, reads and answers say about a contact. Countries are ISO 3166-1 alpha-2, times epoch ms. */
public final class ContactReadings {
    private static final String DELETE = "ContactDelete";

    private ContactReadings() {}

    /**
     * @param appendedAt when the broker appended the record; it counts when GoHighLevel gave no time
     * @param country of the location
     */
    public static Reading of(Inbound.Webhook webhook, long appendedAt, String country) {
        boolean deleted = webhook.type().equals(DELETE);
        var source = ContactSource.ofWebhook(webhook.type()).orElse(null);
        if (!deleted && source == null) {
            return new Reading.Nothing("other_type");
        }
        var contact = CanonicalJson.object(webhook.body()).orElse(null);
        var stated = contact == null
                ? null
                : Canonical.text(Said.text(contact, WireFields.ID).orNull());
        var id = stated == null ? Canonical.text(webhook.objectId()) : stated;
        if (id == null) {
            return new Reading.Nothing("no_id");
        }
        var said = webhook.timestamp();
        long at = said == null ? appendedAt : said;
        if (source == null) {
            return new Reading.Deleted(new Input.Deleted(id, at));
        }
        return contact == null
                ? new Reading.Nothing("not_json")
                : seen(id, contact, source, new Stamp(at, at, Rank.WEBHOOK), country);
    }

    /** @param country of the location */
    public static Reading of(Inbound.Snapshot snapshot, String country) {
        if (snapshot.kind() != Inbound.Snapshot.Kind.CONTACT) {
            return new Reading.Nothing("other_type");
        }
        if (!snapshot.found()) {
            return snapshot.source() == Inbound.Snapshot.Source.GET
                    ? new Reading.Deleted(new Input.Deleted(snapshot.objectId(), snapshot.readAt()))
                    : new Reading.Nothing("not_found");
        }
        return read(
                snapshot.body(),
                snapshot.objectId(),
                ContactSource.of(snapshot.source()),
                snapshot.dateUpdated(),
                snapshot.readAt(),
                country);
    }

    /**
     * The contact in the answer to a command; nothing when there was none.
     *
     * @param country of the location
     */
    public static Reading of(Inbound.Result result, String country) {
        var source = result.snapshotSource();
        return read(
                result.snapshot(),
                result.ghlContactId(),
                source == null ? ContactSource.WRITE_RESPONSE : ContactSource.of(source),
                null,
                result.at(),
                country);
    }

    private static Reading read(
            byte @Nullable [] body,
            @Nullable String knownId,
            ContactSource source,
            @Nullable Long knownUpdate,
            long readAt,
            String country) {
        if (body == null) {
            return new Reading.Nothing("no_body");
        }
        var object = CanonicalJson.object(body).orElse(null);
        if (object == null) {
            return new Reading.Nothing("not_json");
        }
        var contact = unwrapped(object);
        var stated = Canonical.text(Said.text(contact, WireFields.ID).orNull());
        var id = stated == null ? Canonical.text(knownId) : stated;
        if (id == null) {
            return new Reading.Nothing("no_id");
        }
        long updated = knownUpdate == null ? time(contact, WireFields.DATE_UPDATED, readAt) : knownUpdate;
        return seen(id, contact, source, stamp(source, updated, readAt), country);
    }

    private static Stamp stamp(ContactSource source, long updated, long readAt) {
        return new Stamp(updated, source.rank() == Rank.READ ? Math.max(updated, readAt) : updated, source.rank());
    }

    private static Reading seen(String id, JsonNode contact, ContactSource source, Stamp stamp, String country) {
        var read = ContactReader.read(contact, source, country);
        var input = new Input.Seen(id, read.statement(stamp), time(contact, WireFields.DATE_ADDED, 0), read.omitted());
        return new Reading.Seen(input, read.malformed());
    }

    /** An answer as it came, or the contact taken out of it. */
    private static JsonNode unwrapped(ObjectNode body) {
        return !body.has(WireFields.ID) && body.get("contact") instanceof ObjectNode contact ? contact : body;
    }

    private static long time(JsonNode contact, String name, long otherwise) {
        var text = Said.text(contact, name).orNull();
        if (text == null) {
            return otherwise;
        }
        try {
            return OffsetDateTime.parse(text.strip()).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            return otherwise; // No point in time: as good as absent.
        }
    }
}
