package dev.ghlsync.ingest.avro;

import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.ingest.domain.Fetch;

/** Records of {@code ghl.fetch-requests} as requests. */
public final class FetchRecords {
    private FetchRecords() {}

    public static Fetch toDomain(FetchRequest value) {
        boolean contact = value.getObjectType() == ObjectType.CONTACT && value.getObjectId() != null;
        Fetch.Kind kind = switch (value.getKind()) {
            case OBJECT -> contact ? Fetch.Kind.CONTACT : Fetch.Kind.OTHER;
            case TOKEN_REFRESH -> Fetch.Kind.TOKEN;
            case UNKNOWN -> Fetch.Kind.OTHER;
        };
        return new Fetch(
                value.getLocationId(), kind, value.getObjectId(), value.getTokenVersion(), value.getCorrelationId());
    }
}
