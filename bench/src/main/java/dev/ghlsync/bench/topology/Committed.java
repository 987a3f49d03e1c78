package dev.ghlsync.bench.topology;

import dev.ghlsync.bench.figures.Cpu;
import dev.ghlsync.bench.figures.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Watches how far a consumer group has committed a topic. */
final class Committed {
    private static final Duration SAMPLE_EVERY = Duration.ofMillis(20);
    private static final Duration BOUND = Duration.ofMinutes(60);

    private final Admin admin;
    private final String group;
    private final String topic;

    Committed(Admin admin, String group, String topic) {
        this.admin = admin;
        this.group = group;
        this.topic = topic;
    }

    /**
     * Samples until everything that is on the topic now is committed.
     *
     * @param before what was committed before the group began
     * @param process the group's only member
     */
    Progress awaitAll(long before, ProcessHandle process) throws InterruptedException {
        var samples = new ArrayList<Progress.Sample>();
        samples.add(new Progress.Sample(System.nanoTime(), Cpu.nanos(process), before));
        long end = end();
        long begun = System.nanoTime();
        while (samples.getLast().done() < end) {
            if (System.nanoTime() - begun > BOUND.toNanos()) {
                throw new IllegalStateException("Group " + group + " did not finish " + topic + " within "
                        + BOUND.toMinutes() + " minutes; see the logs in the data folder.");
            }
            LockSupport.parkNanos(SAMPLE_EVERY.toNanos());
            samples.add(new Progress.Sample(System.nanoTime(), Cpu.nanos(process), Math.max(before, now())));
        }
        return Progress.of(samples);
    }

    /** Records committed now; the topic has no transaction markers, because its producers use no transactions. */
    long now() throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long sum = 0;
            for (var partition : offsets.entrySet()) {
                if (partition.getKey().topic().equals(topic) && partition.getValue() != null) {
                    sum += partition.getValue().offset();
                }
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The offsets of group " + group + " cannot be read.", e);
        }
    }

    private long end() throws InterruptedException {
        try {
            var partitions = admin.describeTopics(Set.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions();
            var latest = new HashMap<TopicPartition, OffsetSpec>();
            partitions.forEach(info -> latest.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest()));
            return admin.listOffsets(latest).all().get().values().stream()
                    .mapToLong(info -> info.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The end of topic " + topic + " cannot be read.", e);
        }
    }
}
