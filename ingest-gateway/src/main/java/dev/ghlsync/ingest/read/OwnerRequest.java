package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.connection.ConnectionChange;
import dev.ghlsync.ingest.domain.Fetch;
import org.jspecify.annotations.Nullable;

/** What somebody asks the owner of a location for. */
public sealed interface OwnerRequest {

    record ReadObject(Fetch fetch) implements OwnerRequest {}

    /** @param rejectedVersion token version that was seen refused */
    record RefreshToken(String locationId, @Nullable Long rejectedVersion, String correlationId)
            implements OwnerRequest {}

    record ChangeConnection(ConnectionChange change) implements OwnerRequest {}

    /** A request this version does not understand. */
    record Unknown(String locationId) implements OwnerRequest {}
}
