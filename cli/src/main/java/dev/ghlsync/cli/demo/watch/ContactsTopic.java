package dev.ghlsync.cli.demo.watch;

import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The newest record of every contact of one location, read from the topic as any consumer would, without generated classes. Not thread-safe. */
public final class ContactsTopic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final WireRecords records;
    private final String locationId;
    private final Map<String, GenericRecord> newest = new LinkedHashMap<>();

    public ContactsTopic(KafkaSettings kafka, String locationId) {
        var config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", "false");
        this.consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        this.records = new WireRecords(URI.create(kafka.registryUrl()));
        this.locationId = locationId;
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.SYNC_CONTACTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on to the present end. */
    public void catchUp() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(this::take);
        }
    }

    public Collection<GenericRecord> contacts() {
        return List.copyOf(newest.values());
    }

    /** Our id of every linked contact, by its id in GoHighLevel. */
    public Map<String, String> contactIdByGhlId() {
        var ids = new HashMap<String, String>();
        newest.values().forEach(contact -> {
            if (contact.get("ghlContactId") != null) {
                ids.put(
                        contact.get("ghlContactId").toString(),
                        contact.get("contactId").toString());
            }
        });
        return ids;
    }

    /** Fields on their way to GoHighLevel, over all contacts. */
    public int pendingFields() {
        return newest.values().stream()
                .mapToInt(contact -> ((List<?>) contact.get("pending")).size())
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void take(ConsumerRecord<String, byte[]> raw) {
        if (raw.value() == null) {
            newest.remove(raw.key());
            return;
        }
        GenericRecord contact = records.read(raw.value());
        if (contact.get("locationId").toString().equals(locationId)) {
            newest.put(raw.key(), contact);
        }
    }
}
