package dev.ghlsync.push.retry;

import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.push.avro.ReplanAvro;
import dev.ghlsync.push.outbox.AcknowledgedWriter;
import dev.ghlsync.push.outbox.RecordHeaderWriter;
import dev.ghlsync.push.outbox.RetryTopics;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The waiting rooms: poll → due ones become replans → commit. A partition whose next record is not due is paused and sought back to it, so nothing
 * is held in memory and nothing is early. One thread runs it; {@link #stop} may come from any.
 */
public final class RetryTimers implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RetryTimers.class);

    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final AcknowledgedWriter writer;
    private final Serializer<PushReplan> replans;
    private final InstantSource clock;
    private final Duration pollMax;
    private final DueGate<TopicPartition> gate = new DueGate<>();
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();
    private Instant measureAt = Instant.EPOCH;
    private volatile boolean stopping;

    /** @param pollMax longest wait of a poll, so how late a record can be */
    public RetryTimers(
            Consumer<byte[], byte[]> consumer,
            AcknowledgedWriter writer,
            Serializer<PushReplan> replans,
            InstantSource clock,
            Duration pollMax) {
        this.consumer = consumer;
        this.writer = writer;
        this.replans = replans;
        this.clock = clock;
        this.pollMax = pollMax;
    }

    @Override
    public void run() {
        consumer.subscribe(RetryTopics.names(), new Gates());
        try {
            while (!stopping) {
                turn();
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        } finally {
            consumer.close();
        }
    }

    void turn() {
        resume(gate.open(clock.instant()));
        ConsumerRecords<byte[], byte[]> records = consumer.poll(gate.quietFor(clock.instant(), pollMax));
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            release(partition, records.records(partition), done);
        }
        // A crash here: the replans are written again by the next owner; planning a version again twice is harmless.
        if (!done.isEmpty()) {
            commit(done);
        }
        measure();
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> done) {
        try {
            consumer.commitSync(done);
        } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
            LOG.atWarn()
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log("Commit of due retries was not taken; they are written again");
        }
    }

    private void measure() {
        Instant now = clock.instant();
        if (now.isBefore(measureAt)) {
            return;
        }
        measureAt = now.plus(MEASURE_EVERY);
        try {
            Map<String, Long> sizes = new HashMap<>();
            RetryTopics.names().forEach(topic -> sizes.put(topic, 0L));
            consumer.endOffsets(consumer.assignment())
                    .forEach((partition, end) ->
                            sizes.merge(partition.topic(), Math.max(0, end - consumer.position(partition)), Long::sum));
            waiting.putAll(sizes);
        } catch (RetriableException e) {
            LOG.atWarn().addKeyValue("error", e.getClass().getSimpleName()).log("Waiting rooms not measured");
        }
    }

    /** Records that wait, by topic, in the partitions this process has. Safe from any thread. */
    public long waiting(String topic) {
        return waiting.getOrDefault(topic, 0L);
    }

    private void release(
            TopicPartition partition,
            List<ConsumerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> done) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            WaitingRecord waiting = WaitingRecord.of(record);
            if (waiting == null) {
                LOG.atError()
                        .addKeyValue("topic", record.topic())
                        .addKeyValue("partition", record.partition())
                        .addKeyValue("offset", record.offset())
                        .log("Skipped a retry record without the pusher's headers");
            } else if (waiting.dueAt().isAfter(clock.instant())) {
                gate.close(partition, waiting.dueAt());
                consumer.pause(Set.of(partition));
                consumer.seek(partition, record.offset());
                return;
            } else {
                replan(waiting);
            }
            done.put(partition, new OffsetAndMetadata(record.offset() + 1));
        }
    }

    private void replan(WaitingRecord due) {
        PushReplan replan = due.replay()
                ? ReplanAvro.replay(
                        due.locationId(),
                        due.contactId(),
                        due.version(),
                        due.reason(),
                        List.of(),
                        due.requestedBy() == null ? "operator" : due.requestedBy(),
                        due.correlationId(),
                        clock.instant())
                : ReplanAvro.retryDue(
                        due.locationId(),
                        due.contactId(),
                        due.version(),
                        due.attempt(),
                        due.reason(),
                        due.correlationId(),
                        clock.instant());
        RecordHeaderWriter headers = new RecordHeaderWriter()
                .put(Headers.LOCATION_ID, due.locationId())
                .put(Headers.CORRELATION_ID, due.correlationId())
                .put(Headers.FIRST_FAILED_AT, due.firstFailedAt());
        writer.write(
                Topics.PUSH_REPLANS,
                due.locationId(),
                due.locationId().getBytes(StandardCharsets.UTF_8),
                replans.serialize(Topics.PUSH_REPLANS.name(), replan),
                headers);
    }

    private void resume(List<TopicPartition> due) {
        Set<TopicPartition> ours = new HashSet<>(due);
        ours.retainAll(consumer.assignment());
        consumer.resume(ours);
    }

    /** Ends the loop soon; returns at once. */
    public void stop() {
        stopping = true;
        consumer.wakeup();
    }

    private final class Gates implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            gate.forget(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // A partition that comes back is unpaused by the client and checked anew by the next poll.
            gate.forget(partitions);
        }
    }
}
