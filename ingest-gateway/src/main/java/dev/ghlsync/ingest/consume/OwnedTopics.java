package dev.ghlsync.ingest.consume;

import dev.ghlsync.ingest.fence.Fences;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who owns which location: the members of one consumer group share the partitions of {@code ghl.connections}, and each owner also gets the requests
 * and webhooks of its locations, because these topics have equal partition counts and are assigned by range. A new owner first pushes out the old
 * one ({@link Fences}) and then waits until its views hold everything that the old one wrote; only then it begins. Records are worked on while
 * polling goes on, and committed up to the first that is not done, with what is done behind it, so that the others come again after a crash. Runs on
 * a thread of its own.
 */
public final class OwnedTopics implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedTopics.class);
    private static final Topic<?> OWNERSHIP = Topics.GHL_CONNECTIONS;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** For everything that is given away at once, so that the next poll comes in time. */
    private static final Duration HAND_OVER = Duration.ofSeconds(4);
    /** Every webhook passes here: one commit each would cost the broker more than the webhooks do. What is not committed comes again. */
    private static final long COMMIT_EVERY_NANOS = Duration.ofMillis(500).toNanos();
    /** Records of one partition that may be undone at once; more are left on the topic. */
    private static final int OUTSTANDING_MAX = 2_000;

    private final KafkaSettings settings;
    private final GroupConfig group;
    private final Fences fences;
    private final List<TopicTail<?>> views;
    private final Owner owner;
    private final Stop stop;
    /** Partition numbers that were assigned, with what the views must have read before work on them begins. */
    private final Map<Integer, Map<TopicTail<?>, Long>> arriving = new HashMap<>();

    private final Set<Integer> owned = new HashSet<>();
    private final Map<TopicPartition, Outstanding> works = new HashMap<>();
    private int partitions = 1;
    private long committedNanos = System.nanoTime();

    /** @param views what must hold everything an earlier owner wrote before this one begins */
    public OwnedTopics(
            KafkaSettings settings,
            GroupConfig group,
            Fences fences,
            List<TopicTail<?>> views,
            Owner owner,
            Stop stop) {
        this.settings = settings;
        this.group = group;
        this.fences = fences;
        this.views = List.copyOf(views);
        this.owner = owner;
        this.stop = stop;
    }

    @Override
    public void run() {
        while (!stop.requested()) {
            try (var consumer = new KafkaConsumer<>(
                    group.consumer(settings), new StringDeserializer(), new ByteArrayDeserializer())) {
                consumer.subscribe(
                        List.of(OWNERSHIP.name(), Topics.GHL_FETCH_REQUESTS.name(), Topics.GHL_WEBHOOKS.name()),
                        new HandOver(consumer));
                while (!stop.requested()) {
                    step(consumer);
                }
                handOver(consumer, Set.copyOf(consumer.assignment()));
            } catch (RuntimeException e) {
                LOG.atWarn()
                        .addKeyValue("cause", e.getClass().getName())
                        .log("Owning locations failed; it starts again in a few seconds.");
                dropAll();
                stop.await(PAUSE);
            }
        }
        fences.releaseAll();
    }

    private void step(KafkaConsumer<String, byte[]> consumer) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            begin(record);
        }
        if (fences.anyLost()) {
            throw new IllegalStateException(
                    "Another process writes a partition of this one; ownership is asked for anew.");
        }
        arriving.entrySet().removeIf(entry -> {
            boolean known = entry.getValue().entrySet().stream()
                    .allMatch(view -> view.getKey().positions().reached(Map.of(entry.getKey(), view.getValue())));
            if (known) {
                owned.add(entry.getKey());
                resume(consumer, entry.getKey());
            }
            return known;
        });
        for (Map.Entry<TopicPartition, Outstanding> entry : works.entrySet()) {
            settle(consumer, entry.getKey(), entry.getValue());
        }
        if (System.nanoTime() - committedNanos >= COMMIT_EVERY_NANOS) {
            commitSettled(consumer, works.keySet());
            committedNanos = System.nanoTime();
        }
        owner.tend(locationId -> owned.contains(LocationPartitions.partitionOf(locationId, partitions)));
    }

    private void begin(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value();
        if (record.topic().equals(OWNERSHIP.name()) || value == null) {
            return;
        }
        var partition = new TopicPartition(record.topic(), record.partition());
        works.computeIfAbsent(partition, each -> new Outstanding(owner, Finished.NONE))
                .begin(new Received(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.key(),
                        value,
                        Instant.ofEpochMilli(record.timestamp())));
    }

    private void settle(KafkaConsumer<String, byte[]> consumer, TopicPartition partition, Outstanding outstanding) {
        outstanding.tend(System.nanoTime());
        if (outstanding.size() >= OUTSTANDING_MAX) {
            consumer.pause(Set.of(partition));
        } else if (owned.contains(partition.partition())) {
            consumer.resume(Set.of(partition));
        }
    }

    private void commitSettled(KafkaConsumer<String, byte[]> consumer, Collection<TopicPartition> among) {
        Map<TopicPartition, OffsetAndMetadata> settled = new HashMap<>();
        for (TopicPartition partition : among) {
            Outstanding outstanding = works.get(partition);
            if (outstanding != null && outstanding.advanced()) {
                Finished finished = outstanding.finished();
                settled.put(partition, new OffsetAndMetadata(finished.from(), finished.text()));
            }
        }
        if (settled.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(settled);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.atInfo()
                    .addKeyValue("partitions", settled.keySet())
                    .log("Finished requests could not be committed; their next owner does them again.");
        }
    }

    private static void resume(KafkaConsumer<String, byte[]> consumer, int partition) {
        consumer.resume(consumer.assignment().stream()
                .filter(each -> each.partition() == partition)
                .toList());
    }

    private void acquire(KafkaConsumer<String, byte[]> consumer, Collection<TopicPartition> assigned) {
        consumer.pause(assigned);
        Set<Integer> numbers = numbers(assigned);
        if (numbers.isEmpty()) {
            return;
        }
        partitions = consumer.partitionsFor(OWNERSHIP.name()).size();
        fences.acquire(numbers, partitions);
        Set<TopicPartition> worked = assigned.stream()
                .filter(each -> !each.topic().equals(OWNERSHIP.name()))
                .collect(Collectors.toSet());
        consumer.committed(worked).forEach((partition, committed) -> {
            if (committed != null) {
                Finished before = Finished.parse(committed.offset(), committed.metadata());
                works.put(partition, new Outstanding(owner, before));
            }
        });
        for (Integer number : numbers) {
            Map<TopicTail<?>, Long> needed = new HashMap<>();
            for (TopicTail<?> view : views) {
                var end = new TopicPartition(view.topic().name(), number);
                needed.put(view, consumer.endOffsets(Set.of(end)).getOrDefault(end, 0L));
            }
            arriving.put(number, needed);
        }
    }

    private void handOver(KafkaConsumer<String, byte[]> consumer, Collection<TopicPartition> given) {
        Set<Integer> numbers = numbers(given);
        arriving.keySet().removeAll(numbers);
        owned.removeAll(numbers);
        List<Outstanding> ending = given.stream()
                .flatMap(partition -> Optional.ofNullable(works.get(partition)).stream())
                .toList();
        long deadline = System.nanoTime() + HAND_OVER.toNanos();
        ending.forEach(Outstanding::end);
        if (!numbers.isEmpty()) {
            owner.release(
                    locationId -> numbers.contains(LocationPartitions.partitionOf(locationId, partitions)), HAND_OVER);
        }
        Outstanding.awaitEnd(ending, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        commitSettled(consumer, given);
        works.keySet().removeAll(given);
        fences.release(numbers);
    }

    private void dropAll() {
        works.values().forEach(Outstanding::end);
        works.clear();
        arriving.clear();
        owned.clear();
        fences.releaseAll();
        owner.tend(locationId -> false);
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .filter(each -> each.topic().equals(OWNERSHIP.name()))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    private final class HandOver implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, byte[]> consumer;

        HandOver(KafkaConsumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            acquire(consumer, assigned);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> given) {
            handOver(consumer, given);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            dropAll();
        }
    }
}
