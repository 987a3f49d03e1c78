package dev.ghlsync.e2e;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** A system of ours that writes many changes. Not thread-safe. */
final class OurChanges implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<CrmChange> serializer;

    OurChanges(KafkaSettings kafka) {
        this.serializer = new AvroSerdes(kafka).serializer(Topics.CRM_CHANGES);
        var config = kafka.clientConfig();
        config.put("acks", "all");
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sets fields of a contact of ours. */
    void set(String locationId, String contactId, UnaryOperator<ContactFields.Builder> fields) {
        write(locationId, target -> target.setContactId(contactId), fields, List.of());
    }

    /** Removes the value of a field. */
    void clear(String locationId, String contactId, String field) {
        write(locationId, target -> target.setContactId(contactId), set -> set, List.of(field));
    }

    /** A new contact of ours, under a new id. */
    void create(String locationId, UnaryOperator<ContactFields.Builder> fields) {
        write(locationId, target -> target.setCreate(true), fields, List.of());
    }

    /** Waits until the broker has everything. */
    void flush() {
        producer.flush();
    }

    private void write(
            String locationId,
            UnaryOperator<ChangeTarget.Builder> target,
            UnaryOperator<ContactFields.Builder> fields,
            List<String> clear) {
        var change = CrmChange.newBuilder()
                .setChangeId(UUID.randomUUID().toString())
                .setProducer("e2e")
                .setLocationId(locationId)
                .setKind(ChangeKind.UPSERT)
                .setTarget(target.apply(ChangeTarget.newBuilder()).build())
                .setSet(fields.apply(ContactFields.newBuilder()).build())
                .setClear(clear)
                .build();
        var _ = producer.send(new ProducerRecord<>(
                Topics.CRM_CHANGES.name(), null, null, serializer.serialize(Topics.CRM_CHANGES.name(), change)));
    }

    @Override
    public void close() {
        producer.close();
        serializer.close();
    }
}
