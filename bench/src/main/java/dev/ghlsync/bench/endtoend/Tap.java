package dev.ghlsync.bench.endtoend;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a whole topic as its consumers do, on a thread of its own. */
final class Tap<V extends SpecificRecord> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, V> consumer;
    private final Consumer<ConsumerRecord<String, V>> onRecord;
    private final Thread reader;
    private volatile boolean stopping;

    /** @param onRecord sees every record that has a value, on the tap's thread */
    Tap(KafkaSettings kafka, Topic<V> topic, Consumer<ConsumerRecord<String, V>> onRecord) {
        var config = kafka.clientConfig();
        config.put("isolation.level", "read_committed");
        this.onRecord = onRecord;
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new AvroSerdes(kafka).deserializer(topic));
        var partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(topic.name(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reader = Thread.ofPlatform().name("tap-" + topic.name()).start(this::read);
    }

    private void read() {
        try (consumer) {
            while (!stopping) {
                for (var record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        onRecord.accept(record);
                    }
                }
            }
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
