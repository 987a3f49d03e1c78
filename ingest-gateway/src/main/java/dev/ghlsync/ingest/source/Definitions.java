package dev.ghlsync.ingest.source;

import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlReply;
import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.source.GhlReads.Manner;
import org.jspecify.annotations.Nullable;

/** Tags, custom fields, pipelines and calendars of a location; each list is one answer. Blocks. Safe for concurrent use. */
final class Definitions {
    private static final String UPDATED = "dateUpdated";

    private final Asking asking;
    private final GhlClient ghl;

    Definitions(Asking asking, GhlClient ghl) {
        this.asking = asking;
        this.ghl = ghl;
    }

    Result<Page> all(Reading reading, Manner manner, ObjectKind kind) {
        String location = reading.connection().locationId();
        return switch (asking.askForList(reading, manner, member(kind), token -> call(kind, token, location))) {
            case Result.Got<GhlReply>(GhlReply reply) ->
                new Result.Got<>(new Page(
                        Json.items(
                                reading,
                                kind,
                                ObjectRead.Source.LIST,
                                reply,
                                reply.json().path(member(kind)),
                                UPDATED),
                        null,
                        null,
                        Asking.at(reply)));
            case Result<GhlReply> other -> other.failed();
        };
    }

    /** @param id for a custom field also its key, such as {@code contact.shoe_size} */
    Result<ObjectRead> byId(Reading reading, Manner manner, ObjectKind kind, String id) {
        return switch (all(reading, manner, kind)) {
            case Result.Got<Page>(Page page) ->
                new Result.Got<>(page.objects().stream()
                        .filter(object -> object.objectId().equals(id) || id.equals(key(object)))
                        .findFirst()
                        .orElseGet(() -> Json.missing(reading, kind, id, page.at())));
            case Result<Page> other -> other.failed();
        };
    }

    private static @Nullable String key(ObjectRead object) {
        return object.kind() == ObjectKind.CUSTOM_FIELD && object.body() != null
                ? GhlJson.text(GhlJson.objectOrEmpty(object.body()), "fieldKey")
                : null;
    }

    private GhlResponse call(ObjectKind kind, Secret token, String location) {
        return switch (kind) {
            case TAG -> ghl.locations().tags(token, location);
            case CUSTOM_FIELD -> ghl.locations().contactCustomFields(token, location);
            case PIPELINE -> ghl.opportunities().pipelines(token, location);
            case CALENDAR -> ghl.calendars().list(token, location);
            case CONTACT, OPPORTUNITY, APPOINTMENT, TASK -> throw notOne(kind);
        };
    }

    private static String member(ObjectKind kind) {
        return switch (kind) {
            case TAG -> "tags";
            case CUSTOM_FIELD -> "customFields";
            case PIPELINE -> "pipelines";
            case CALENDAR -> "calendars";
            case CONTACT, OPPORTUNITY, APPOINTMENT, TASK -> throw notOne(kind);
        };
    }

    private static IllegalArgumentException notOne(ObjectKind kind) {
        return new IllegalArgumentException("A " + kind.wire() + " is no definition; read it as an object.");
    }
}
