package dev.ghlsync.push.dlq;

import dev.ghlsync.avro.AuditEntry;
import dev.ghlsync.push.avro.AuditAvro;
import dev.ghlsync.push.outbox.AcknowledgedWriter;
import dev.ghlsync.push.outbox.RecordHeaderWriter;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes down who did what, why and with what effect. Safe for concurrent use. */
public final class Audit {
    private final AcknowledgedWriter writer;
    private final Serializer<AuditEntry> serializer;
    private final InstantSource clock;

    public Audit(AcknowledgedWriter writer, Serializer<AuditEntry> serializer, InstantSource clock) {
        this.writer = writer;
        this.serializer = serializer;
        this.clock = clock;
    }

    /**
     * Returns once the broker has it.
     *
     * @param target what it was done to, an id or a filter without personal data
     */
    void record(
            Operator operator,
            String action,
            @Nullable String locationId,
            String target,
            String effect,
            Map<String, Long> counts,
            @Nullable String correlationId) {
        AuditEntry entry = AuditAvro.entry(
                UUID.randomUUID().toString(),
                clock.instant(),
                operator.who(),
                operator.why(),
                action,
                locationId,
                target,
                effect,
                counts,
                correlationId);
        byte[] value;
        synchronized (serializer) {
            value = serializer.serialize(Topics.OPS_AUDIT.name(), entry);
        }
        writer.write(
                Topics.OPS_AUDIT,
                entry.getEntryId(),
                entry.getEntryId().getBytes(StandardCharsets.UTF_8),
                value,
                new RecordHeaderWriter()
                        .put(Headers.LOCATION_ID, locationId)
                        .put(Headers.CORRELATION_ID, correlationId));
    }
}
