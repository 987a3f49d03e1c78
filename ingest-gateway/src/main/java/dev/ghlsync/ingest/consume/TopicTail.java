package dev.ghlsync.ingest.consume;

import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows all partitions of a topic from the start, without a group, on a thread of its own. Starts again from the beginning after an error, so the
 * listener must take the same record twice.
 */
public final class TopicTail<V extends SpecificRecord> implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Short, so that a stop is noticed while the broker is silent. */
    private static final int API_TIMEOUT_MS = 10_000;

    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final Topic<V> topic;
    private final KafkaSettings settings;
    private final Listener<V> listener;
    private final Stop stop;
    private final Positions positions = new Positions();

    /** Takes what the topic holds; called on one thread. */
    public interface Listener<V> {
        /** @param value null for a tombstone */
        void record(String key, long offset, @Nullable V value);

        /** Everything that was there at the start has been given to {@link #record}. Called at least once. */
        void caughtUp();
    }

    public TopicTail(Topic<V> topic, KafkaSettings settings, Listener<V> listener, Stop stop) {
        this.topic = topic;
        this.settings = settings;
        this.listener = listener;
        this.stop = stop;
    }

    /** How far the topic was read. */
    public Positions positions() {
        return positions;
    }

    public Topic<V> topic() {
        return topic;
    }

    @Override
    public void run() {
        while (!stop.requested()) {
            try (var consumer = new KafkaConsumer<>(config(), new StringDeserializer(), new ByteArrayDeserializer());
                    var values = new AvroSerdes(settings).deserializer(topic)) {
                follow(consumer, values);
            } catch (WakeupException e) {
                return;
            } catch (RuntimeException e) {
                // KafkaException, or what the configured deserializer class throws while the registry is away.
                LOG.atWarn()
                        .addKeyValue("topic", topic.name())
                        .addKeyValue("cause", e.getClass().getName())
                        .log("Reading the topic failed; it is read again from the start in a few seconds.");
                stop.await(PAUSE);
            }
        }
    }

    private void follow(KafkaConsumer<String, byte[]> consumer, Deserializer<V> values) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("Topic " + topic.name() + " does not exist.");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        boolean caughtUp = false;
        while (!stop.requested()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                byte[] value = record.value();
                listener.record(
                        record.key(), record.offset(), value == null ? null : values.deserialize(topic.name(), value));
            }
            for (TopicPartition partition : partitions) {
                positions.readUpTo(partition.partition(), consumer.position(partition));
            }
            if (!caughtUp
                    && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                caughtUp = true;
                listener.caughtUp();
            }
        }
    }

    private Map<String, Object> config() {
        Map<String, Object> config = settings.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "ingest-gateway-view-" + topic.name());
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }
}
