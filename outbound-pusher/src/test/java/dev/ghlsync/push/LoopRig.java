package dev.ghlsync.push;

import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.push.attempt.Attempts;
import dev.ghlsync.push.avro.WireReader;
import dev.ghlsync.push.breaker.LocationBreakers;
import dev.ghlsync.push.connections.Connections;
import dev.ghlsync.push.destination.FencedDestination;
import dev.ghlsync.push.domain.Answer;
import dev.ghlsync.push.domain.ContactCall;
import dev.ghlsync.push.domain.FieldForms;
import dev.ghlsync.push.domain.LocationState;
import dev.ghlsync.push.domain.RetryPlan;
import dev.ghlsync.push.domain.TimeScale;
import dev.ghlsync.push.lanes.ContactLanes;
import dev.ghlsync.push.lanes.LaneLimits;
import dev.ghlsync.push.ops.PushMetrics;
import dev.ghlsync.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The loop over a log in memory. A process dies by {@link #die} and another starts from what was committed by {@link #start}; GoHighLevel, the outbox and
 * the log outlive it.
 */
final class LoopRig implements AutoCloseable {
    static final TopicPartition PARTITION = new TopicPartition(Topics.PUSH_COMMANDS.name(), 0);

    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    final FakeGhl ghl = new FakeGhl();
    final FakeOutbox outbox = new FakeOutbox();
    final Map<String, Connections.Entry> connections = new ConcurrentHashMap<>();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T10:00:00Z"));
    final LaneLimits limits;

    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private @Nullable OffsetAndMetadata committed;
    private MockGroup consumer;
    private @Nullable PushLoop loop;
    private @Nullable Pushers pushers;
    private ContactLanes lanes;
    private AtomicReference<@Nullable Throwable> fatal = new AtomicReference<>();
    private int delivered;

    LoopRig() {
        this(LaneLimits.DEFAULT);
    }

    LoopRig(LaneLimits limits) {
        this.limits = limits;
        this.lanes = new ContactLanes(limits);
        connect("L", true, false);
        start();
    }

    void connect(String location, boolean connected, boolean refreshable) {
        connections.put(
                location,
                new Connections.Entry(
                        new LocationState(connected, false, true, refreshable, false), Secret.of("token"), 3));
    }

    /** A process that takes the partition over from what is committed. */
    void start() {
        InstantSource clock = now::get;
        consumer = new MockGroup(this);
        partitions(1);
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) log.size()));
        fatal = new AtomicReference<>();
        lanes = new ContactLanes(limits);
        Lease lease = new Lease(clock, Duration.ofSeconds(45), REQUEST_TIMEOUT);
        RetryPlan plan = new RetryPlan(TimeScale.REAL);
        AtomicReference<@Nullable Throwable> died = fatal;
        pushers = new Pushers(
                lanes,
                new Attempts(
                        new FencedDestination(ghl, clock, REQUEST_TIMEOUT),
                        new FieldForms(UnaryOperator.identity()),
                        plan,
                        clock),
                plan,
                view(),
                outbox,
                lease,
                new LocationBreakers(TimeScale.REAL, clock, new Incidents(outbox)),
                new PushMetrics(new SimpleMeterRegistry()),
                clock,
                e -> died.compareAndSet(null, e));
        Ownership ownership = new Ownership(
                consumer, lanes, lease, clock, Duration.ofSeconds(45), Duration.ofSeconds(5), taken -> {});
        Intake intake = new Intake(
                consumer,
                new WireReader<>(BinaryAvro.deserializer(PushCommand.class)),
                ownership,
                lanes,
                pushers,
                outbox,
                plan,
                clock);
        loop = new PushLoop(consumer, ownership, intake, lanes, pushers, fatal);
        consumer.subscribe(List.of(Topics.PUSH_COMMANDS.name()), ownership);
        consumer.rebalance(List.of(PARTITION));
        delivered = committed == null ? 0 : (int) committed.offset();
    }

    /** How many partitions the topic has; the log is the first. */
    void partitions(int count) {
        consumer.updatePartitions(
                PARTITION.topic(),
                IntStream.range(0, count)
                        .mapToObj(p -> new PartitionInfo(PARTITION.topic(), p, null, new Node[0], new Node[0]))
                        .toList());
    }

    /** Appends to the log; delivered by the next turn. */
    void write(PushCommand command) {
        write(command.getContactId(), BinaryAvro.<PushCommand>serializer().serialize(PARTITION.topic(), command));
    }

    void write(String key, byte @Nullable [] value) {
        log.add(new ConsumerRecord<>(PARTITION.topic(), 0, log.size(), key.getBytes(StandardCharsets.UTF_8), value));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) log.size()));
    }

    byte @Nullable [] value(int offset) {
        return log.get(offset).value();
    }

    void turn() {
        while (delivered < log.size() && consumer.paused().isEmpty()) {
            consumer.addRecord(log.get(delivered++));
        }
        loop().turn();
    }

    /** Turns until nothing runs or waits, then once more so that commits are made. */
    void turnUntilQuiet() {
        turn();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            turn();
            return fatal.get() != null || (lanes.buffered() == 0 && delivered == log.size());
        });
        pass(Duration.ofSeconds(1));
        turn();
    }

    void pass(Duration time) {
        now.updateAndGet(t -> t.plus(time));
    }

    long committedOffset() {
        return committed == null ? -1 : committed.offset();
    }

    @Nullable
    String committedMetadata() {
        return committed == null ? null : committed.metadata();
    }

    /** Contact a of L waits for the limit with version 1, contact b of M, behind it on the topic, has version 2. */
    void settleBehindAnOpenCommand() {
        ghl.before = call -> call instanceof ContactCall.Update(String id, var ignored) && id.equals("ghl-a")
                ? new Answer.WindowExhausted(now.get().plus(Duration.ofMinutes(10)))
                : null;
        write(Commands.update("L", "a", 1, 1, "Oslo"));
        connect("M", true, false);
        write(Commands.update("M", "b", 2, 1, "Bern"));
        Awaitility.await().until(() -> {
            turn();
            return outbox.written.contains("APPLIED b@2");
        });
    }

    /** {@code kill -9}: what is committed stays, everything else of the process is gone. */
    void die() {
        if (pushers != null) {
            pushers.close();
        }
    }

    /** The group takes the partition away in good order. */
    void revoke() {
        consumer.rebalance(List.of());
    }

    ContactLanes lanes() {
        return lanes;
    }

    MockConsumer<byte[], byte[]> consumer() {
        return consumer;
    }

    /** Whether the group has forgotten this process. */
    void refuseCommits(boolean refuse) {
        consumer.refusing = refuse;
    }

    @Nullable
    Throwable fatal() {
        return fatal.get();
    }

    private PushLoop loop() {
        if (loop == null) {
            throw new IllegalStateException("No process runs.");
        }
        return loop;
    }

    private Connections view() {
        return new Connections() {
            @Override
            public @Nullable Entry of(String locationId) {
                return connections.get(locationId);
            }

            @Override
            public Set<String> locations() {
                return new HashMap<>(connections).keySet();
            }
        };
    }

    /** A consumer whose group's offsets outlive it. */
    private static final class MockGroup extends MockConsumer<byte[], byte[]> {
        private final LoopRig rig;
        private final long start;
        private boolean refusing;

        private MockGroup(LoopRig rig) {
            super("earliest");
            this.rig = rig;
            this.start = Math.max(0, rig.committedOffset());
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            if (refusing) {
                throw new CommitFailedException();
            }
            rig.committed = offsets.getOrDefault(PARTITION, rig.committed);
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
            partitions.forEach(partition -> found.put(partition, rig.committed));
            return found;
        }

        @Override
        public synchronized long position(TopicPartition partition) {
            return Math.max(start, super.position(partition));
        }
    }

    @Override
    public void close() {
        if (pushers != null) {
            pushers.close();
        }
    }
}
