package dev.ghlsync.ingest.source;

import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlReply;
import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.source.GhlReads.Manner;
import java.util.function.Function;

/** Tags and custom fields of a location; each list is one answer. Blocks. Safe for concurrent use. */
final class Definitions {
    private final Asking asking;
    private final GhlClient ghl;

    Definitions(Asking asking, GhlClient ghl) {
        this.asking = asking;
        this.ghl = ghl;
    }

    Result<Page> tags(Reading reading) {
        String location = reading.connection().locationId();
        return list(reading, ObjectKind.TAG, "tags", token -> ghl.locations().tags(token, location));
    }

    Result<Page> customFields(Reading reading) {
        String location = reading.connection().locationId();
        return list(
                reading,
                ObjectKind.CUSTOM_FIELD,
                "customFields",
                token -> ghl.locations().contactCustomFields(token, location));
    }

    private Result<Page> list(Reading reading, ObjectKind kind, String member, Function<Secret, GhlResponse> call) {
        return switch (asking.ask(reading, Manner.RUN, call)) {
            case Result.Got<GhlReply>(GhlReply reply) ->
                new Result.Got<>(new Page(
                        Json.items(
                                reading,
                                kind,
                                ObjectRead.Source.LIST,
                                reply,
                                reply.json().path(member),
                                "dateUpdated"),
                        null,
                        null,
                        Asking.at(reply)));
            case Result<GhlReply> other -> other.failed();
        };
    }
}
