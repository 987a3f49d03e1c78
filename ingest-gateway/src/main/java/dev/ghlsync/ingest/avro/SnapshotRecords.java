package dev.ghlsync.ingest.avro;

import dev.ghlsync.avro.GhlSnapshot;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.ReadPurpose;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.schemas.Topics;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Objects read from HighLevel as records of {@code ghl.snapshots}. */
public final class SnapshotRecords {
    private SnapshotRecords() {}

    public static Outgoing<GhlSnapshot> of(ObjectRead read, String snapshotId, @Nullable String organizationId) {
        byte[] body = read.body();
        var value = GhlSnapshot.newBuilder()
                .setSnapshotId(snapshotId)
                .setLocationId(read.locationId())
                .setOrganizationId(organizationId)
                .setObjectType(objectType(read.kind()))
                .setObjectId(read.objectId())
                .setSourceKind(
                        switch (read.source()) {
                            case GET -> SnapshotSource.GET;
                            case SEARCH -> SnapshotSource.SEARCH;
                            case LIST -> SnapshotSource.LIST;
                        })
                .setPurpose(
                        switch (read.purpose()) {
                            case INITIAL_SYNC -> ReadPurpose.INITIAL_SYNC;
                            case RECONCILE -> ReadPurpose.RECONCILE;
                            case HYDRATE -> ReadPurpose.HYDRATE;
                            case AUDIT -> ReadPurpose.AUDIT;
                        })
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

    static ObjectType objectType(ObjectKind kind) {
        return switch (kind) {
            case CONTACT -> ObjectType.CONTACT;
            case OPPORTUNITY -> ObjectType.OPPORTUNITY;
            case APPOINTMENT -> ObjectType.APPOINTMENT;
            case TASK -> ObjectType.TASK;
            case TAG -> ObjectType.TAG_DEFINITION;
            case CUSTOM_FIELD -> ObjectType.CUSTOM_FIELD_DEFINITION;
            case PIPELINE -> ObjectType.PIPELINE;
            case CALENDAR -> ObjectType.CALENDAR;
        };
    }
}
