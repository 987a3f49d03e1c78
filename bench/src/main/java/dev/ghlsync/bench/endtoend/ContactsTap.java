package dev.ghlsync.bench.endtoend;

import dev.ghlsync.avro.Contact;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads {@code sync.contacts} as its consumers do and notes when each value first arrived. Thread-safe. */
final class ContactsTap implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Arrival> arrivalByGivenName = new ConcurrentHashMap<>();
    private final Map<String, String> contactIdByGhlId = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, Contact> consumer;
    private final Thread reader;
    private volatile boolean stopping;
    private volatile long lastArrivalNanos = System.nanoTime();

    /**
     * @param nanos when it arrived, as {@link System#nanoTime}
     * @param sinceWebhookMillis from the time of the record that caused it, given by the gateway's producer, to its arrival
     */
    record Arrival(long nanos, long sinceWebhookMillis) {}

    ContactsTap(KafkaSettings kafka) {
        var config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(
                config, new StringDeserializer(), new AvroSerdes(kafka).deserializer(Topics.SYNC_CONTACTS));
        String topic = Topics.SYNC_CONTACTS.name();
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reader = Thread.ofPlatform().name("contacts-tap").start(this::read);
    }

    Optional<Arrival> arrival(String givenName) {
        return Optional.ofNullable(arrivalByGivenName.get(givenName));
    }

    /** Our id of each contact that is known on both sides. */
    Map<String, String> contactIdByGhlId() {
        return Map.copyOf(contactIdByGhlId);
    }

    Duration quietFor() {
        return Duration.ofNanos(System.nanoTime() - lastArrivalNanos);
    }

    private void read() {
        try (consumer) {
            while (!stopping) {
                for (var record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        note(record.value(), record.timestamp());
                    }
                }
            }
        }
    }

    private void note(Contact contact, long causeMillis) {
        lastArrivalNanos = System.nanoTime();
        if (contact.getGhlContactId() != null) {
            contactIdByGhlId.put(contact.getGhlContactId(), contact.getContactId());
        }
        if (contact.getGivenName() != null) {
            arrivalByGivenName.putIfAbsent(
                    contact.getGivenName(), new Arrival(lastArrivalNanos, System.currentTimeMillis() - causeMillis));
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
