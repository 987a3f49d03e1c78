package dev.ghlsync.ingest.consume;

import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who owns which location: the members of one consumer group share the partitions of {@code ghl.connections}, and each owner also gets the fetch
 * requests of its locations, because both topics have equal partition counts and are assigned by range. Requests of a partition are worked on one
 * batch at a time, while polling goes on; a batch is committed when it is done, so it comes again after a crash. Runs on a thread of its own.
 */
public final class OwnedTopics implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedTopics.class);
    private static final String GROUP = "ingest-gateway";
    private static final Topic<?> OWNERSHIP = Topics.GHL_CONNECTIONS;
    private static final Topic<?> REQUESTS = Topics.GHL_FETCH_REQUESTS;
    private static final Duration POLL = Duration.ofMillis(200);
    /** Short, so that a stop is noticed while the broker is silent. */
    private static final int API_TIMEOUT_MS = 10_000;

    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration HAND_OVER = Duration.ofSeconds(10);
    private static final int BATCH_MAX = 500;

    private final KafkaSettings settings;
    private final Owner owner;
    private final Stop stop;
    private final Set<TopicPartition> owned = new HashSet<>();
    private final Map<TopicPartition, Batch> batches = new HashMap<>();

    /** The work of an owner. All methods are called on one thread and return quickly, but {@link #release}. */
    public interface Owner {
        /** Called many times a second. {@code owns} says which locations are this process's now. */
        void tend(Predicate<String> owns);

        /**
         * Starts work on requests.
         *
         * @return completes with true when all is done, with false if they must be given again
         */
        CompletableFuture<Boolean> handle(List<byte[]> requests, Stop stop);

        /** Stops all work for these locations and waits for it. */
        void release(Predicate<String> locations, Duration patience);
    }

    public OwnedTopics(KafkaSettings settings, Owner owner, Stop stop) {
        this.settings = settings;
        this.owner = owner;
        this.stop = stop;
    }

    @Override
    public void run() {
        while (!stop.requested()) {
            try (var consumer = new KafkaConsumer<>(config(), new StringDeserializer(), new ByteArrayDeserializer())) {
                consumer.subscribe(List.of(OWNERSHIP.name(), REQUESTS.name()), new HandOver(consumer));
                while (!stop.requested()) {
                    step(consumer);
                }
                handOver(consumer, Set.copyOf(owned));
            } catch (RuntimeException e) {
                LOG.atWarn()
                        .addKeyValue("cause", e.getClass().getName())
                        .log("Owning locations failed; it starts again in a few seconds.");
                drop(Set.copyOf(owned));
                stop.await(PAUSE);
            }
        }
    }

    private void step(KafkaConsumer<String, byte[]> consumer) {
        var records = consumer.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
            if (partition.topic().equals(REQUESTS.name())) {
                begin(consumer, partition, records.records(partition));
            }
        }
        finish(consumer);
        int partitions = consumer.partitionsFor(OWNERSHIP.name()).size();
        owner.tend(locationId -> owned.contains(ownership(locationId, partitions)));
    }

    private void begin(
            KafkaConsumer<String, byte[]> consumer,
            TopicPartition partition,
            List<ConsumerRecord<String, byte[]>> records) {
        consumer.pause(Set.of(partition));
        var batchStop = new Stop();
        List<byte[]> values = records.stream()
                .map(ConsumerRecord::value)
                .filter(value -> value != null)
                .toList();
        batches.put(
                partition,
                new Batch(
                        records.getFirst().offset(),
                        records.getLast().offset() + 1,
                        batchStop,
                        owner.handle(values, batchStop)));
    }

    private void finish(KafkaConsumer<String, byte[]> consumer) {
        for (Map.Entry<TopicPartition, Batch> entry : Map.copyOf(batches).entrySet()) {
            if (entry.getValue().done().isDone()) {
                batches.remove(entry.getKey());
                if (!commit(consumer, entry.getKey(), entry.getValue())) {
                    consumer.seek(entry.getKey(), entry.getValue().first());
                }
                consumer.resume(Set.of(entry.getKey()));
            }
        }
    }

    /** Returns false if the batch was not done and must be given again. */
    private static boolean commit(KafkaConsumer<String, byte[]> consumer, TopicPartition partition, Batch batch) {
        if (!batch.done().getNow(false)) {
            return false;
        }
        try {
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(batch.next())));
        } catch (CommitFailedException e) {
            LOG.atInfo()
                    .addKeyValue("partition", partition.partition())
                    .log("A finished batch could not be committed; its new owner does it again.");
        }
        return true;
    }

    private void handOver(KafkaConsumer<String, byte[]> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Batch batch = batches.get(partition);
            if (batch != null) {
                batch.stop().now();
            }
        }
        if (!owned.isEmpty()) {
            int count = consumer.partitionsFor(OWNERSHIP.name()).size();
            owner.release(locationId -> partitions.contains(ownership(locationId, count)), HAND_OVER);
        }
        for (TopicPartition partition : partitions) {
            Batch batch = batches.remove(partition);
            if (batch != null) {
                batch.done()
                        .completeOnTimeout(false, HAND_OVER.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
                commit(consumer, partition, batch);
            }
        }
        owned.removeAll(partitions);
    }

    private void drop(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            Batch batch = batches.remove(partition);
            if (batch != null) {
                batch.stop().now();
            }
        });
        owned.removeAll(partitions);
        owner.tend(locationId -> false);
    }

    private static TopicPartition ownership(String locationId, int partitions) {
        return new TopicPartition(OWNERSHIP.name(), LocationPartitions.partitionOf(locationId, partitions));
    }

    private Map<String, Object> config() {
        Map<String, Object> config = settings.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "ingest-gateway-owner");
        config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH_MAX);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    private record Batch(long first, long next, Stop stop, CompletableFuture<Boolean> done) {}

    private final class HandOver implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, byte[]> consumer;

        HandOver(KafkaConsumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            owned.addAll(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            handOver(consumer, partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            drop(partitions);
        }
    }
}
