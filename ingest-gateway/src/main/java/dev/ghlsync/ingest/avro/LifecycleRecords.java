package dev.ghlsync.ingest.avro;

import dev.ghlsync.avro.AuditEntry;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.Side;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.domain.LifecycleEvent;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.schemas.Topics;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to connections, as records of {@code sync.events} and {@code ops.audit}. */
public final class LifecycleRecords {
    private static final int SIZE_ESTIMATE_BYTES = 1024;

    private LifecycleRecords() {}

    /**
     * @param attributes facts without personal data; the epoch is added
     * @param occurrence what tells this event from others of its type and location; the same whenever it is told again
     */
    public static Outgoing<SyncEvent> event(
            LifecycleEvent type,
            LocationConnection connection,
            Map<String, String> attributes,
            String occurrence,
            Instant at,
            String correlationId) {
        String epoch = Long.toString(connection.epoch());
        var all = new java.util.TreeMap<>(attributes);
        all.put("epoch", epoch);
        var value = SyncEvent.newBuilder()
                .setEventId(Ids.named(type.wire(), connection.locationId(), epoch, occurrence))
                .setType(type.wire())
                .setLocationId(connection.locationId())
                .setOrganizationId(connection.organizationId())
                .setObjectType(ObjectType.CONNECTION)
                .setObjectId(connection.locationId())
                .setSide(type.side() == LifecycleEvent.Side.OPERATOR ? Side.OPERATOR : Side.GHL)
                .setReason(connection.statusReason())
                .setAttributes(all)
                .setOccurredAt(at)
                .setCorrelationId(correlationId)
                .build();
        return new Outgoing<>(
                Topics.SYNC_EVENTS,
                connection.locationId(),
                connection.locationId(),
                connection.organizationId(),
                correlationId,
                SIZE_ESTIMATE_BYTES,
                value);
    }

    public static Outgoing<AuditEntry> audit(
            String entryId,
            String who,
            String action,
            LocationConnection connection,
            @Nullable String why,
            String effect,
            Instant at,
            String correlationId) {
        var value = AuditEntry.newBuilder()
                .setEntryId(entryId)
                .setAt(at)
                .setWho(who)
                .setAction(action)
                .setLocationId(connection.locationId())
                .setTarget(connection.locationId())
                .setWhy(why)
                .setEffect(effect)
                .setCorrelationId(correlationId)
                .build();
        return new Outgoing<>(
                Topics.OPS_AUDIT,
                entryId,
                connection.locationId(),
                connection.organizationId(),
                correlationId,
                SIZE_ESTIMATE_BYTES,
                value);
    }
}
