package dev.ghlsync.push.dlq;

import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.push.avro.FetchAvro;
import dev.ghlsync.push.avro.ReplanAvro;
import dev.ghlsync.push.outbox.AcknowledgedWriter;
import dev.ghlsync.schemas.Topics;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Has a contact read from GoHighLevel again and planned again. Safe for concurrent use. */
public final class Resyncs {
    private final AcknowledgedWriter writer;
    private final Serializer<FetchRequest> fetches;
    private final Serializer<PushReplan> replans;
    private final Audit audit;
    private final InstantSource clock;

    public Resyncs(
            AcknowledgedWriter writer,
            Serializer<FetchRequest> fetches,
            Serializer<PushReplan> replans,
            Audit audit,
            InstantSource clock) {
        this.writer = writer;
        this.fetches = fetches;
        this.replans = replans;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param ghlContactId null for a contact that is not in GoHighLevel: then it is only planned again
     * @return correlation id of what follows
     */
    public String contact(String locationId, String contactId, @Nullable String ghlContactId, Operator operator) {
        String correlationId = UUID.randomUUID().toString();
        if (ghlContactId != null) {
            writer.writeByLocation(
                    Topics.GHL_FETCH_REQUESTS,
                    fetches,
                    locationId,
                    FetchAvro.byOperator(locationId, ghlContactId, correlationId, clock.instant()),
                    correlationId);
        }
        writer.writeByLocation(
                Topics.PUSH_REPLANS,
                replans,
                locationId,
                ReplanAvro.sweep(locationId, contactId, operator.who(), correlationId, clock.instant()),
                correlationId);
        audit.record(
                operator,
                "resync",
                locationId,
                contactId,
                ghlContactId == null ? "planned again" : "read and planned again",
                Map.of("contacts", 1L),
                correlationId);
        return correlationId;
    }
}
