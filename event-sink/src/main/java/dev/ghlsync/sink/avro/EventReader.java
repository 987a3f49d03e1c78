package dev.ghlsync.sink.avro;

import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import dev.ghlsync.sink.posthog.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads events in batches; a batch is committed when it was delivered, and read again otherwise. Only {@link #wakeup} is thread-safe. */
public final class EventReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);
    private static final String GROUP = "event-sink";
    private static final int BATCH = 500;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<SyncEvent> values;
    private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();

    public EventReader(KafkaSettings settings) {
        var config = new HashMap<>(settings.clientConfig());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        values = new AvroSerdes(settings).deserializer(Topics.SYNC_EVENTS);
        consumer.subscribe(List.of(Topics.SYNC_EVENTS.name()));
    }

    /** The next events; empty when there are none within a moment, or the end was asked for. */
    public List<Event> next(Duration wait) {
        try {
            consumer.resume(consumer.paused());
            return events(consumer.poll(wait));
        } catch (WakeupException e) {
            return List.of();
        }
    }

    /** Stays a member of its group while a batch is on its way. */
    public void keepAlive(Duration wait) {
        try {
            consumer.pause(consumer.assignment());
            // What a partition that was just assigned brings is read again later.
            var early = consumer.poll(wait);
            early.partitions()
                    .forEach(place ->
                            consumer.seek(place, early.records(place).getFirst().offset()));
        } catch (WakeupException e) {
            return; // The end was asked for; the loop asks for it too.
        }
    }

    /** What {@link #next} gave was delivered. */
    public void delivered() {
        try {
            consumer.commitSync(read);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.info("The partitions moved while events were sent; PostHog gets some of them twice.");
        } catch (WakeupException e) {
            LOG.info("Ended before a delivery was noted; PostHog gets its events twice.");
        }
        read.clear();
    }

    /** Whether the group knows this reader; its partitions are here or on their way. */
    public boolean isMember() {
        return !consumer.groupMetadata().memberId().isEmpty();
    }

    public void wakeup() {
        consumer.wakeup();
    }

    private List<Event> events(ConsumerRecords<String, byte[]> records) {
        var events = new ArrayList<Event>(records.count());
        for (var message : records) {
            if (message.value() != null) {
                events.add(EventRecords.event(values.deserialize(message.topic(), message.value())));
            }
            read.put(
                    new TopicPartition(message.topic(), message.partition()),
                    new OffsetAndMetadata(message.offset() + 1));
        }
        return events;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
