package dev.ghlsync.e2e;

import dev.ghlsync.avro.Address;
import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.ContactStatus;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** The newest record of every contact of all locations, few fields of each. Not thread-safe. */
final class SyncContacts implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<Contact> reader;
    private final Map<String, Person> byContactId = new HashMap<>();

    /** A contact that is nobody else by now. */
    record Person(
            String contactId, String locationId, @Nullable String ghlId, String city, String state, String website) {}

    SyncContacts(KafkaSettings kafka) {
        var config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", "false");
        this.consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        this.reader = new AvroSerdes(kafka).deserializer(Topics.SYNC_CONTACTS);
        consumer.assign(consumer.partitionsFor(Topics.SYNC_CONTACTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** The people of a location as the topic shows them now. */
    List<Person> of(String locationId) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(record -> take(record.key(), record.value()));
        }
        return byContactId.values().stream()
                .filter(person -> person.locationId().equals(locationId))
                .toList();
    }

    private void take(String contactId, byte @Nullable [] value) {
        Contact contact = value == null ? null : reader.deserialize(Topics.SYNC_CONTACTS.name(), value);
        if (contact == null || contact.getStatus() == ContactStatus.MERGED) {
            byContactId.remove(contactId);
            return;
        }
        Address address = contact.getAddress();
        byContactId.put(
                contactId,
                new Person(
                        contactId,
                        contact.getLocationId(),
                        contact.getGhlContactId(),
                        address == null ? "" : Objects.toString(address.getCity(), ""),
                        address == null ? "" : Objects.toString(address.getState(), ""),
                        Objects.toString(contact.getWebsite(), "")));
    }

    @Override
    public void close() {
        consumer.close();
        reader.close();
    }
}
