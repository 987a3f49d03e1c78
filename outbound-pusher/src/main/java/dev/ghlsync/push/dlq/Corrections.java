package dev.ghlsync.push.dlq;

import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.push.avro.CorrectionAvro;
import dev.ghlsync.push.dlq.domain.DeadLetter;
import dev.ghlsync.push.outbox.AcknowledgedWriter;
import dev.ghlsync.schemas.Topics;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serializer;

/** Corrects what a dead letter is about: an ordinary change of our side, which resolves the letter when it is applied. Safe for concurrent use. */
public final class Corrections {
    private final AcknowledgedWriter writer;
    private final Serializer<CrmChange> serializer;
    private final Audit audit;
    private final InstantSource clock;

    public Corrections(AcknowledgedWriter writer, Serializer<CrmChange> serializer, Audit audit, InstantSource clock) {
        this.writer = writer;
        this.serializer = serializer;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Writes the change; returns its id once the broker has it.
     *
     * @param letter of a known contact
     * @param set by our field names; a custom field's value is text
     * @throws IllegalArgumentException naming a field that nobody can set
     */
    public String correct(DeadLetter letter, Map<String, String> set, List<String> clear, Operator operator) {
        String changeId = UUID.randomUUID().toString();
        String locationId = String.valueOf(letter.locationId());
        String correlationId = letter.correlationId() == null ? changeId : letter.correlationId();
        CrmChange change = CorrectionAvro.change(
                changeId, locationId, letter.contactId(), set, clear, operator.why(), correlationId, clock.instant());
        writer.writeByLocation(Topics.CRM_CHANGES, serializer, locationId, change, correlationId);
        audit.record(
                operator,
                "dlq_edit",
                locationId,
                letter.entryId(),
                "change " + changeId + " of " + set.keySet() + ", cleared " + clear,
                Map.of("set", (long) set.size(), "cleared", (long) clear.size()),
                correlationId);
        return changeId;
    }
}
