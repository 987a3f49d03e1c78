package dev.ghlsync.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.client.ContactSearch;
import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlReply;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.source.GhlReads.Manner;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Contacts by id and by search. Blocks. Safe for concurrent use. */
final class Contacts {
    private static final String UPDATED = "dateUpdated";
    private static final String AFTER = "after";
    private static final String CONTACTS = "contacts";

    private final Asking asking;
    private final GhlClient ghl;

    Contacts(Asking asking, GhlClient ghl) {
        this.asking = asking;
        this.ghl = ghl;
    }

    Result<ObjectRead> byId(Reading reading, Manner manner, String id) {
        return switch (asking.ask(reading, manner, token -> ghl.contacts().get(token, id))) {
            case Result.Got<GhlReply>(GhlReply reply) -> {
                JsonNode contact = reply.json().path("contact");
                yield contact.path("id").isTextual()
                        ? new Result.Got<>(
                                Json.read(reading, ObjectKind.CONTACT, ObjectRead.Source.GET, reply, contact, UPDATED))
                        : new Result.Impossible<>(Result.Impossible.UNREADABLE);
            }
            case Result.Missing<GhlReply>(Instant at) ->
                new Result.Got<>(Json.missing(reading, ObjectKind.CONTACT, id, at));
            case Result<GhlReply> other -> other.failed();
        };
    }

    /** All contacts in an order that edits do not disturb, or those that changed after {@code since}, oldest change first. */
    Result<Page> page(Reading reading, int limit, @Nullable Instant since, @Nullable String cursor) {
        String locationId = reading.connection().locationId();
        ContactSearch first = since == null
                ? ContactSearch.everyContact(locationId, limit)
                : ContactSearch.changedAfter(locationId, limit, since);
        JsonNode after = Json.cursor(cursor).path(AFTER);
        ContactSearch search = after.isArray() ? first.after(after) : first;
        return switch (asking.askForList(
                reading, Manner.RUN, CONTACTS, token -> ghl.contacts().search(token, search))) {
            case Result.Got<GhlReply>(GhlReply reply) ->
                new Result.Got<>(page(reading, reply, ContactSearch.nextCursor(reply.json(), limit), after));
            case Result<GhlReply> other -> other.failed();
        };
    }

    /** A cursor that does not move on would be followed for ever; such a page is the last one, and the next reconcile reads on. */
    private static Page page(Reading reading, GhlReply reply, @Nullable JsonNode next, JsonNode before) {
        JsonNode json = reply.json();
        List<ObjectRead> items =
                Json.items(reading, ObjectKind.CONTACT, ObjectRead.Source.SEARCH, reply, json.path(CONTACTS), UPDATED);
        JsonNode total = json.path("total");
        ObjectNode cursor = GhlJson.emptyObject();
        if (next != null) {
            cursor.set(AFTER, next);
        }
        return new Page(
                items,
                next == null || next.equals(before) ? null : Json.text(cursor),
                total.canConvertToLong() ? total.longValue() : null,
                Asking.at(reply));
    }
}
