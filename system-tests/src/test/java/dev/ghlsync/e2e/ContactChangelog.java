package dev.ghlsync.e2e;

import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The changelog of the store of contacts, from which sync-streams restores it. */
final class ContactChangelog implements AutoCloseable {
    private static final String TOPIC = "sync-streams-contact-by-id-changelog";

    private final KafkaSettings kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();

    ContactChangelog(KafkaSettings kafka) {
        this.kafka = kafka;
        var config = kafka.clientConfig();
        config.put("linger.ms", 20);
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The newest record of a contact. */
    ConsumerRecord<byte[], byte[]> of(String locationId, String contactId) {
        var key = (locationId + (char) 0 + contactId).getBytes(StandardCharsets.UTF_8);
        var config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        ConsumerRecord<byte[], byte[]> newest = null;
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    newest = Arrays.equals(record.key(), key) ? record : newest;
                }
            }
        }
        if (newest == null) {
            throw new IllegalStateException("The changelog has no contact " + contactId + ".");
        }
        return newest;
    }

    /** Writes a record beside another one. */
    void write(ConsumerRecord<byte[], byte[]> beside, byte[] key, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(TOPIC, beside.partition(), key, value), (stored, failure) -> {
            if (failure != null) {
                failures.add(failure);
            }
        });
    }

    /** Returns when everything is stored. */
    @Override
    public void close() {
        producer.close();
        if (!failures.isEmpty()) {
            throw new IllegalStateException("The changelog was not written.", failures.peek());
        }
    }
}
