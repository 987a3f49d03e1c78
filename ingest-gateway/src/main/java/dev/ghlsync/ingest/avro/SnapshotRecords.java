package dev.ghlsync.ingest.avro;

import dev.ghlsync.avro.GhlSnapshot;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.ReadPurpose;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.ingest.domain.ContactRead;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.schemas.Topics;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Contacts read from HighLevel as records of {@code ghl.snapshots}. */
public final class SnapshotRecords {
    private SnapshotRecords() {}

    public static Outgoing<GhlSnapshot> of(ContactRead read, String snapshotId, @Nullable String organizationId) {
        byte[] body = read.body();
        var value = GhlSnapshot.newBuilder()
                .setSnapshotId(snapshotId)
                .setLocationId(read.locationId())
                .setOrganizationId(organizationId)
                .setObjectType(ObjectType.CONTACT)
                .setObjectId(read.ghlContactId())
                .setSourceKind(
                        switch (read.source()) {
                            case GET -> SnapshotSource.GET;
                            case SEARCH -> SnapshotSource.SEARCH;
                        })
                .setPurpose(read.initialSync() ? ReadPurpose.INITIAL_SYNC : ReadPurpose.HYDRATE)
                .setFound(body != null)
                .setReadAt(read.readAt())
                .setDateUpdated(read.dateUpdated())
                .setEpoch(read.epoch())
                .setRunId(read.runId())
                .setBody(body == null ? null : ByteBuffer.wrap(body))
                .setCorrelationId(read.correlationId())
                .build();
        return new Outgoing<>(
                Topics.GHL_SNAPSHOTS,
                read.locationId(),
                read.locationId(),
                organizationId,
                read.correlationId(),
                body == null ? 0 : body.length,
                value);
    }
}
