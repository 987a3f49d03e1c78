package dev.ghlsync.ingest.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.client.ContactSearch;
import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlReply;
import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.ContactJson;
import dev.ghlsync.ghl.model.GhlError;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.connection.ConnectionService;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.ContactRead;
import dev.ghlsync.ingest.domain.ContactRead.Source;
import dev.ghlsync.ingest.ops.Stop;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads contacts of connected locations: one by id, or a page of all. Blocks. Safe for concurrent use. */
final class ContactReader {
    private final GhlClient ghl;
    private final GhlReads reads;
    private final Connections connections;
    private final ConnectionService service;

    ContactReader(GhlClient ghl, GhlReads reads, Connections connections, ConnectionService service) {
        this.ghl = ghl;
        this.reads = reads;
        this.connections = connections;
        this.service = service;
    }

    /** What a read gave. */
    sealed interface Result<T> {
        record Got<T>(T value) implements Result<T> {}

        /** HighLevel refuses this read for good; others may work. */
        record Impossible<T>(String reason) implements Result<T> {}

        /** The connection ended or its token is not usable: no read works. */
        record Disconnected<T>(String reason) implements Result<T> {}

        record Stopped<T>() implements Result<T> {}
    }

    /**
     * A page of all contacts.
     *
     * @param next cursor of the next page as JSON; null after the last page
     * @param total number of contacts HighLevel announced
     */
    record Page(
            List<ContactRead> contacts,
            @Nullable String next,
            @Nullable Long total) {}

    Result<ContactRead> byId(
            LocationConnection connection, String id, @Nullable String runId, String correlationId, Stop stop) {
        Optional<Secret> token = connections.token(connection);
        if (token.isEmpty()) {
            return new Result.Disconnected<>("token_unusable");
        }
        return switch (reads.read(
                connection.locationId(), stop, () -> ghl.contacts().get(token.get(), id))) {
            case GhlReads.Verdict.Stopped ignored -> new Result.Stopped<>();
            case GhlReads.Verdict.Refused(GhlResponse.Refused refused) ->
                refused.error().kind() == GhlError.Kind.NOT_FOUND
                        ? new Result.Got<>(read(connection, id, runId, correlationId, refused.reply(), null))
                        : refused(connection, refused, correlationId);
            case GhlReads.Verdict.Ok(GhlResponse.Ok ok) -> {
                JsonNode contact = ok.reply().json().path("contact");
                yield contact.isObject()
                        ? new Result.Got<>(read(connection, id, runId, correlationId, ok.reply(), contact))
                        : new Result.Impossible<>("unreadable_answer");
            }
        };
    }

    /** Asks whether the token still opens its location; a refusal breaks the connection. */
    Result<Boolean> tokenWorks(LocationConnection connection, String correlationId, Stop stop) {
        Optional<Secret> token = connections.token(connection);
        if (token.isEmpty()) {
            return new Result.Disconnected<>("token_unusable");
        }
        return switch (reads.read(
                connection.locationId(), stop, () -> ghl.locations().get(token.get(), connection.locationId()))) {
            case GhlReads.Verdict.Stopped ignored -> new Result.Stopped<>();
            case GhlReads.Verdict.Refused(GhlResponse.Refused refused) -> refused(connection, refused, correlationId);
            case GhlReads.Verdict.Ok ignored -> new Result.Got<>(true);
        };
    }

    Result<Page> page(LocationConnection connection, String runId, @Nullable String after, int limit, Stop stop) {
        Optional<Secret> token = connections.token(connection);
        if (token.isEmpty()) {
            return new Result.Disconnected<>("token_unusable");
        }
        ContactSearch first = ContactSearch.everyContact(connection.locationId(), limit);
        ContactSearch search = after == null ? first : first.after(cursor(after));
        return switch (reads.read(
                connection.locationId(), stop, () -> ghl.contacts().search(token.get(), search))) {
            case GhlReads.Verdict.Stopped ignored -> new Result.Stopped<>();
            case GhlReads.Verdict.Refused(GhlResponse.Refused refused) -> refused(connection, refused, runId);
            case GhlReads.Verdict.Ok(GhlResponse.Ok ok) -> new Result.Got<>(page(connection, runId, limit, ok.reply()));
        };
    }

    private static Page page(LocationConnection connection, String runId, int limit, GhlReply reply) {
        JsonNode json = reply.json();
        var contacts = new ArrayList<ContactRead>();
        for (JsonNode item : ContactSearch.contacts(json)) {
            ContactJson contact = ContactJson.of(item);
            if (contact != null) {
                contacts.add(new ContactRead(
                        connection.locationId(),
                        contact.id(),
                        Source.SEARCH,
                        true,
                        at(reply),
                        contact.dateUpdated().orNull(),
                        connection.epoch(),
                        runId,
                        GhlJson.bytes(item),
                        runId));
            }
        }
        JsonNode next = ContactSearch.nextCursor(json, limit);
        JsonNode total = json.path("total");
        return new Page(
                contacts,
                next == null ? null : new String(GhlJson.bytes(next), StandardCharsets.UTF_8),
                total.canConvertToLong() ? total.longValue() : null);
    }

    private static ContactRead read(
            LocationConnection connection,
            String id,
            @Nullable String runId,
            String correlationId,
            GhlReply reply,
            @Nullable JsonNode contact) {
        ContactJson json = contact == null ? null : ContactJson.of(contact);
        return new ContactRead(
                connection.locationId(),
                id,
                Source.GET,
                runId != null,
                at(reply),
                json == null ? null : json.dateUpdated().orNull(),
                connection.epoch(),
                runId,
                contact == null ? null : GhlJson.bytes(contact),
                correlationId);
    }

    private <T> Result<T> refused(LocationConnection connection, GhlResponse.Refused refused, String correlationId) {
        String reason = refused.error().kind().name().toLowerCase(java.util.Locale.ROOT);
        boolean tokenRefused = switch (refused.error().kind()) {
            case TOKEN_INVALID, NO_ACCESS_TO_LOCATION -> true;
            case DUPLICATE_CONTACT,
                    NOT_FOUND,
                    UNKNOWN_PROPERTY,
                    INVALID,
                    INVALID_GRANT,
                    LOCATION_NOT_ACTIVE,
                    FORBIDDEN,
                    THROTTLED,
                    SERVER_FAULT,
                    OTHER -> false;
        };
        if (tokenRefused) {
            service.broken(connection, reason, correlationId);
            return new Result.Disconnected<>(reason);
        }
        return new Result.Impossible<>(reason);
    }

    private static Instant at(GhlReply reply) {
        Instant date = reply.date();
        return date == null ? reply.receivedAt() : date;
    }

    private static JsonNode cursor(String json) {
        JsonNode wrapped = GhlJson.objectOrEmpty(("{\"after\":" + json + "}").getBytes(StandardCharsets.UTF_8));
        return wrapped.path("after");
    }
}
