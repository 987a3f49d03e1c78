package dev.ghlsync.cli.avro;

import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
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
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * 1024 * 1024);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Offsets of a partition, the last one excluded. */
    record Span(long start, long end) {
        /** The i-th of so many parts that together are this one. */
        Span part(int i, int parts) {
            long size = end - start;
            return new Span(start + size * i / parts, start + size * (i + 1) / parts);
        }

        boolean isEmpty() {
            return start >= end;
        }
    }

    /** Names of all topics there are, with their partitions. */
    Map<String, List<PartitionInfo>> topics() {
        return answered(consumer::listTopics);
    }

    /** What each partition has since a time; those that have nothing are left out. */
    Map<TopicPartition, Span> spans(Collection<TopicPartition> partitions, Instant since) {
        return answered(() -> {
            var ends = consumer.endOffsets(partitions);
            var starts = consumer.offsetsForTimes(
                    partitions.stream().collect(Collectors.toMap(tp -> tp, tp -> since.toEpochMilli())));
            var spans = new HashMap<TopicPartition, Span>();
            starts.forEach((partition, start) -> {
                if (start != null && start.offset() < ends.get(partition)) {
                    spans.put(partition, new Span(start.offset(), ends.get(partition)));
                }
            });
            return spans;
        });
    }

    /** One partition of a topic, chosen by the number of its partitions. */
    void scan(String topic, IntUnaryOperator partition, Instant since, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var partitions = answered(() -> consumer.partitionsFor(topic));
        if (partitions != null && !partitions.isEmpty()) {
            var chosen = new TopicPartition(topic, partition.applyAsInt(partitions.size()));
            scan(spans(List.of(chosen), since), each);
        }
    }

    /** All records of the spans; those of one partition in order. */
    void scan(Map<TopicPartition, Span> spans, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        answered(() -> {
            read(spans, each);
            return spans;
        });
    }

    private void read(Map<TopicPartition, Span> spans, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var open = new HashMap<>(spans);
        open.values().removeIf(Span::isEmpty);
        consumer.assign(open.keySet());
        open.forEach((partition, span) -> consumer.seek(partition, span.start()));
        while (!open.isEmpty()) {
            var records = consumer.poll(POLL);
            for (var partition : records.partitions()) {
                long end = open.get(partition).end();
                for (var message : records.records(partition)) {
                    if (message.offset() < end) {
                        each.accept(message);
                    }
                }
            }
            // The position passes markers of transactions, which no record shows.
            var done = open.entrySet().stream()
                    .filter(entry -> consumer.position(entry.getKey())
                            >= entry.getValue().end())
                    .map(Map.Entry::getKey)
                    .toList();
            if (!done.isEmpty()) {
                done.forEach(open::remove);
                consumer.pause(done);
            }
        }
    }

    private <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw CommandFailure.unavailable("Kafka at " + settings.bootstrapServers()
                    + " does not answer; start it, or name it in KAFKA_BOOTSTRAP_SERVERS.");
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
