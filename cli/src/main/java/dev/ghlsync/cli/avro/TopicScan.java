package dev.ghlsync.cli.avro;

import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed records from a time to the end that the topic had when the scan began. Not thread-safe. */
final class TopicScan implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int TIMEOUT_MS = 10_000;

    private final KafkaSettings settings;
    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicScan(KafkaSettings settings) {
        this.settings = settings;
        var config = new HashMap<>(settings.clientConfig());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 20_000);
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 64 * 1024 * 1024);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 * 1024 * 1024);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Names of all topics there are, with their partitions. */
    Map<String, List<PartitionInfo>> topics() {
        try {
            return consumer.listTopics();
        } catch (KafkaException e) {
            throw unavailable();
        }
    }

    /** One partition of a topic, chosen by the number of its partitions. */
    void scan(String topic, IntUnaryOperator partition, Instant since, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try {
            var partitions = consumer.partitionsFor(topic);
            if (partitions != null && !partitions.isEmpty()) {
                scan(List.of(new TopicPartition(topic, partition.applyAsInt(partitions.size()))), since, each);
            }
        } catch (KafkaException e) {
            throw unavailable();
        }
    }

    void scan(List<TopicPartition> partitions, Instant since, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try {
            read(partitions, since, each);
        } catch (KafkaException e) {
            throw unavailable();
        }
    }

    private void read(List<TopicPartition> partitions, Instant since, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        consumer.assign(partitions);
        var ends = consumer.endOffsets(partitions);
        var starts = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(tp -> tp, tp -> since.toEpochMilli())));
        var open = new HashMap<TopicPartition, Long>();
        for (var partition : partitions) {
            var start = starts.get(partition);
            if (start != null && start.offset() < ends.get(partition)) {
                consumer.seek(partition, start.offset());
                open.put(partition, ends.get(partition));
            }
        }
        consumer.assign(open.keySet());
        starts.forEach((partition, start) -> {
            if (start != null && open.containsKey(partition)) {
                consumer.seek(partition, start.offset());
            }
        });
        while (!open.isEmpty()) {
            consumer.poll(POLL).forEach(each);
            // The position passes markers of transactions, which no record shows.
            var done = open.entrySet().stream()
                    .filter(entry -> consumer.position(entry.getKey()) >= entry.getValue())
                    .map(Map.Entry::getKey)
                    .toList();
            if (!done.isEmpty()) {
                done.forEach(open::remove);
                consumer.pause(done);
            }
        }
    }

    private CommandFailure unavailable() {
        return CommandFailure.unavailable("Kafka at " + settings.bootstrapServers()
                + " does not answer; start it, or name it in KAFKA_BOOTSTRAP_SERVERS.");
    }

    @Override
    public void close() {
        consumer.close();
    }
}
