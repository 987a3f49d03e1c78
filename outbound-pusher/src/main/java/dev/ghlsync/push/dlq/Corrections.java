package dev.ghlsync.push.dlq;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.CustomField;
import dev.ghlsync.avro.CustomFieldKind;
import dev.ghlsync.push.dlq.domain.DeadLetter;
import dev.ghlsync.push.domain.FieldWish;
import dev.ghlsync.push.outbox.AcknowledgedWriter;
import dev.ghlsync.push.outbox.RecordHeaderWriter;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Serializer;

/** Corrects what a dead letter is about: an ordinary change of our side, which resolves the letter when it is applied. Safe for concurrent use. */
public final class Corrections {
    private static final String PRODUCER = "operator";

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
        CrmChange change = CrmChange.newBuilder()
                .setChangeId(changeId)
                .setProducer(PRODUCER)
                .setLocationId(locationId)
                .setKind(ChangeKind.UPSERT)
                .setTarget(ChangeTarget.newBuilder()
                        .setContactId(letter.contactId())
                        .build())
                .setSet(fields(set))
                .setClear(clear)
                .setChangedAt(clock.instant())
                .setWhy(operator.why())
                .setCorrelationId(correlationId)
                .build();
        byte[] value;
        synchronized (serializer) {
            value = serializer.serialize(Topics.CRM_CHANGES.name(), change);
        }
        writer.write(
                Topics.CRM_CHANGES,
                locationId,
                locationId.getBytes(StandardCharsets.UTF_8),
                value,
                new RecordHeaderWriter()
                        .put(Headers.LOCATION_ID, locationId)
                        .put(Headers.CORRELATION_ID, correlationId));
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

    private static ContactFields fields(Map<String, String> set) {
        ContactFields fields = ContactFields.newBuilder()
                .setCustomFields(set.entrySet().stream()
                        .filter(each -> each.getKey().startsWith(FieldWish.CUSTOM_PREFIX))
                        .map(each -> CustomField.newBuilder()
                                .setId(each.getKey().substring(FieldWish.CUSTOM_PREFIX.length()))
                                .setKind(CustomFieldKind.TEXT)
                                .setText(each.getValue())
                                .build())
                        .toList())
                .build();
        set.forEach((name, value) -> {
            if (!name.startsWith(FieldWish.CUSTOM_PREFIX)) {
                fields.put(position(name), value);
            }
        });
        return fields;
    }

    private static int position(String name) {
        Schema.Field field = ContactFields.getClassSchema().getField(name);
        if (field == null || field.schema().getType() != Schema.Type.UNION) {
            throw new IllegalArgumentException("Field '" + name
                    + "' cannot be set; give one of a contact's own fields, such as phone, or customFields.<id>.");
        }
        return field.pos();
    }
}
