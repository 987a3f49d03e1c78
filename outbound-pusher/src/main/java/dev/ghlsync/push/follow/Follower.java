package dev.ghlsync.push.follow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Reads all partitions of some topics from the start and goes on reading, without a group. One thread runs it; the rest is safe from any. */
public final class Follower implements Runnable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final List<String> topics;
    private final Predicate<ConsumerRecord<byte[], byte[]>> taken;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile boolean stopping;

    /** @param taken takes a record in; false if it must be read again */
    public Follower(
            Consumer<byte[], byte[]> consumer, List<String> topics, Predicate<ConsumerRecord<byte[], byte[]>> taken) {
        this.consumer = consumer;
        this.topics = List.copyOf(topics);
        this.taken = taken;
    }

    /** Waits until everything that was on the topics at the start has been read; false if that took longer. */
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    @Override
    public void run() {
        try {
            List<TopicPartition> all = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(all));
            while (!stopping) {
                take(consumer.poll(POLL));
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                if (ends.isEmpty()) {
                    caughtUp.countDown();
                }
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        } finally {
            consumer.close();
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                if (!taken.test(record)) {
                    consumer.seek(partition, record.offset());
                    break;
                }
            }
        }
    }

    /** Ends the loop soon; returns at once. */
    public void stop() {
        stopping = true;
        consumer.wakeup();
    }
}
