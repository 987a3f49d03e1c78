package dev.ghlsync.push.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.avro.ReplanCause;
import dev.ghlsync.push.BinaryAvro;
import dev.ghlsync.push.domain.Tier;
import dev.ghlsync.push.outbox.AcknowledgedWriter;
import dev.ghlsync.push.outbox.RecordHeaderWriter;
import dev.ghlsync.push.outbox.RetryTopics;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTimersTest {
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final RetryTimers timers = new RetryTimers(
            consumer, new AcknowledgedWriter(producer), BinaryAvro.serializer(), now::get, Duration.ofMillis(1));

    @ParameterizedTest
    @EnumSource(Tier.class)
    void aRecordBecomesAReplanWhenDueAndNotEarlier(Tier tier) {
        // Given
        TopicPartition room = assign(tier);
        consumer.addRecord(waiting(room, 0, "a", 1, START.plus(tier.delay())));

        // When
        timers.turn();
        now.set(START.plus(tier.delay()).minusMillis(1));
        timers.turn();
        int early = producer.history().size();
        Set<TopicPartition> pausedWhileWaiting = consumer.paused();
        now.set(START.plus(tier.delay()));
        consumer.addRecord(waiting(room, 0, "a", 1, START.plus(tier.delay())));
        timers.turn();

        // Then
        assertThat(early).isZero();
        assertThat(pausedWhileWaiting).containsExactly(room);
        PushReplan replan = replans().getFirst();
        assertThat(replan.getCause()).isEqualTo(ReplanCause.RETRY_DUE);
        assertThat(replan.getContactId()).isEqualTo("a");
        assertThat(replan.getVersion()).isEqualTo(1);
        assertThat(replan.getAttempt()).isEqualTo(RetryTopics.names().indexOf(room.topic()) + 1);
        assertThat(replan.getReason()).isEqualTo("server_fault");
        assertThat(committed(room)).isEqualTo(1);
    }

    @Test
    void theFirstRecordThatIsNotDueHoldsTheRestAndIsNotCommitted() {
        // Given
        TopicPartition room = assign(Tier.AFTER_1_MINUTE);
        consumer.addRecord(waiting(room, 0, "a", 1, START));
        consumer.addRecord(waiting(room, 1, "b", 2, START.plusSeconds(5)));
        consumer.addRecord(waiting(room, 2, "c", 3, START.plusSeconds(6)));

        // When
        timers.turn();

        // Then
        assertThat(replans()).extracting(PushReplan::getContactId).containsExactly("a");
        assertThat(committed(room)).isEqualTo(1);
        assertThat(consumer.position(room)).isEqualTo(1);
    }

    @Test
    void aCommitWhileTheGroupRebalancesIsMadeUpForByTheNext() {
        // Given
        var rebalancing = new AtomicBoolean(true);
        MockConsumer<byte[], byte[]> member = new MockConsumer<>("earliest") {
            @Override
            public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
                if (rebalancing.get()) {
                    throw new RebalanceInProgressException();
                }
                super.commitSync(offsets);
            }
        };
        TopicPartition room = new TopicPartition(RetryTopics.names().getFirst(), 0);
        member.assign(List.of(room));
        member.updateBeginningOffsets(Map.of(room, 0L));
        member.updateEndOffsets(Map.of(room, 2L));
        member.addRecord(waiting(room, 0, "a", 1, START));
        RetryTimers running = new RetryTimers(
                member, new AcknowledgedWriter(producer), BinaryAvro.serializer(), now::get, Duration.ofMillis(1));

        // When
        running.turn();
        rebalancing.set(false);
        member.addRecord(waiting(room, 1, "b", 2, START));
        running.turn();

        // Then
        assertThat(replans()).extracting(PushReplan::getContactId).containsExactly("a", "b");
        assertThat(member.committed(Set.of(room)).get(room).offset()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void aProcessThatDiesBetweenReplanAndCommitWritesTheReplanAgainAndLosesNothing(Tier tier) {
        // Given
        TopicPartition room = assign(tier);
        consumer.addRecord(waiting(room, 0, "a", 1, START));
        consumer.schedulePollTask(() -> {});
        MockConsumer<byte[], byte[]> dying = new MockConsumer<>("earliest") {
            @Override
            public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
                throw new IllegalStateException("killed");
            }
        };
        dying.assign(List.of(room));
        dying.updateBeginningOffsets(Map.of(room, 0L));
        dying.updateEndOffsets(Map.of(room, 1L));
        dying.addRecord(waiting(room, 0, "a", 1, START));
        RetryTimers first = new RetryTimers(
                dying, new AcknowledgedWriter(producer), BinaryAvro.serializer(), now::get, Duration.ofMillis(1));
        Optional<RuntimeException> death = died(first);

        // When
        timers.turn();

        // Then
        assertThat(death).isPresent();
        assertThat(replans()).extracting(PushReplan::getVersion).containsExactly(1L, 1L);
        assertThat(committed(room)).isEqualTo(1);
    }

    @Test
    void aRecordOfSomebodyElseIsSkipped() {
        // Given
        TopicPartition room = assign(Tier.AFTER_1_MINUTE);
        consumer.addRecord(new ConsumerRecord<>(room.topic(), 0, 0, new byte[] {1}, new byte[] {2}));
        consumer.addRecord(waiting(room, 1, "b", 2, START));

        // When
        timers.turn();

        // Then
        assertThat(replans()).extracting(PushReplan::getContactId).containsExactly("b");
        assertThat(committed(room)).isEqualTo(2);
    }

    private static Optional<RuntimeException> died(RetryTimers timers) {
        try {
            timers.turn();
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of(e);
        }
    }

    private TopicPartition assign(Tier tier) {
        TopicPartition room = new TopicPartition(RetryTopics.of(tier).name(), 0);
        consumer.assign(List.of(room));
        consumer.updateBeginningOffsets(Map.of(room, 0L));
        consumer.updateEndOffsets(Map.of(room, 3L));
        return room;
    }

    private ConsumerRecord<byte[], byte[]> waiting(
            TopicPartition room, long offset, String contact, long version, Instant dueAt) {
        int attempt = RetryTopics.names().indexOf(room.topic()) + 1;
        var headers = new RecordHeaderWriter()
                .put(Headers.LOCATION_ID, "L")
                .put(Headers.ATTEMPT, attempt)
                .put(Headers.VERSION, version)
                .put(Headers.REASON, "server_fault")
                .put(Headers.DUE_AT, dueAt.toEpochMilli())
                .done();
        return new ConsumerRecord<>(
                room.topic(),
                room.partition(),
                offset,
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                contact.getBytes(StandardCharsets.UTF_8),
                new byte[] {7},
                headers,
                Optional.empty());
    }

    private List<PushReplan> replans() {
        List<PushReplan> replans = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : producer.history()) {
            assertThat(record.topic()).isEqualTo(Topics.PUSH_REPLANS.name());
            replans.add(BinaryAvro.deserializer(PushReplan.class).deserialize(record.topic(), record.value()));
        }
        return replans;
    }

    private long committed(TopicPartition room) {
        OffsetAndMetadata offset = new HashMap<>(consumer.committed(Set.of(room))).get(room);
        return offset == null ? 0 : offset.offset();
    }

    private static Cluster cluster() {
        Node node = new Node(0, "127.0.0.1", 9092);
        Node[] nodes = {node};
        return new Cluster(
                "test",
                List.of(node),
                List.of(new PartitionInfo(Topics.PUSH_REPLANS.name(), 0, node, nodes, nodes)),
                Collections.emptySet(),
                Collections.emptySet());
    }
}
