package dev.ghlsync.cli.avro;

import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads of the topics only what can hold records of an operation: of topics partitioned by location the partition of its location,
 * and nothing older than its cause. Several readers share the work, each a slice of every partition.
 */
final class TraceSearch {
    /** Where most operations begin; what they lead to is written later. */
    private static final List<Topic<?>> CAUSES = List.of(Topics.GHL_WEBHOOKS, Topics.CRM_CHANGES);

    /** By so much the clocks of two writers may differ. */
    private static final Duration CLOCKS = Duration.ofMinutes(10);

    private static final int READERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);

    private final KafkaSettings settings;
    private final byte[] wanted;
    private final @Nullable String location;

    /** @param location only what belongs to this one; null for all */
    TraceSearch(KafkaSettings settings, String correlationId, @Nullable String location) {
        this.settings = settings;
        this.wanted = correlationId.getBytes(StandardCharsets.UTF_8);
        this.location = location;
    }

    /** Records since a time, in no particular order. */
    List<ConsumerRecord<byte[], byte[]>> find(Instant since) {
        try (var threads = Executors.newFixedThreadPool(READERS);
                var scan = new TopicScan(settings)) {
            var existing = scan.topics();
            var found = read(threads, scan.spans(places(existing, CAUSES::contains, location), since), since);
            var from = found.stream()
                    .map(cause -> Instant.ofEpochMilli(cause.timestamp()).minus(CLOCKS))
                    .filter(since::isBefore)
                    .min(Instant::compareTo)
                    .orElse(since);
            var rest = places(existing, topic -> !CAUSES.contains(topic), location != null ? location : only(found));
            found.addAll(read(threads, scan.spans(rest, from), from));
            return found;
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> read(
            ExecutorService threads, Map<TopicPartition, TopicScan.Span> spans, Instant since) {
        var readers = IntStream.range(0, READERS)
                .mapToObj(i -> {
                    var slice = new HashMap<TopicPartition, TopicScan.Span>();
                    spans.forEach((place, span) -> slice.put(place, span.part(i, READERS)));
                    return CompletableFuture.supplyAsync(() -> matching(slice, since), threads);
                })
                .toList();
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        readers.forEach(reader -> found.addAll(reader.join()));
        return found;
    }

    private List<ConsumerRecord<byte[], byte[]>> matching(Map<TopicPartition, TopicScan.Span> slice, Instant since) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var scan = new TopicScan(settings)) {
            scan.scan(slice, message -> {
                var id = message.headers().lastHeader(Headers.CORRELATION_ID);
                if (id != null
                        && Arrays.equals(id.value(), wanted)
                        && isOfLocation(message)
                        && message.timestamp() >= since.toEpochMilli()) {
                    found.add(message);
                }
            });
        }
        return found;
    }

    private boolean isOfLocation(ConsumerRecord<byte[], byte[]> message) {
        var of = locationOf(message);
        return location == null || of == null || of.equals(location);
    }

    private static Collection<TopicPartition> places(
            Map<String, List<PartitionInfo>> existing, Predicate<Topic<?>> chosen, @Nullable String location) {
        var places = new ArrayList<TopicPartition>();
        Topics.ALL.stream().filter(chosen).forEach(topic -> {
            int partitions = existing.getOrDefault(topic.name(), List.of()).size();
            if (location != null && topic.partitioning() == Topic.Partitioning.LOCATION && partitions > 0) {
                places.add(new TopicPartition(topic.name(), LocationPartitions.partitionOf(location, partitions)));
            } else {
                for (int i = 0; i < partitions; i++) {
                    places.add(new TopicPartition(topic.name(), i));
                }
            }
        });
        return places;
    }

    /** The location of all these records; null when there is not exactly one. */
    private static @Nullable String only(List<ConsumerRecord<byte[], byte[]>> records) {
        var locations = records.stream().map(TraceSearch::locationOf).distinct().toList();
        return locations.size() == 1 ? locations.getFirst() : null;
    }

    private static @Nullable String locationOf(ConsumerRecord<byte[], byte[]> message) {
        var header = message.headers().lastHeader(Headers.LOCATION_ID);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
