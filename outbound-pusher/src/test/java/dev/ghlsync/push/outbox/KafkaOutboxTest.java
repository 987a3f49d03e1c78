package dev.ghlsync.push.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.avro.FetchKind;
import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.FieldResult;
import dev.ghlsync.avro.PushOutcome;
import dev.ghlsync.avro.PushResult;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.push.BinaryAvro;
import dev.ghlsync.push.dlq.DeadLetterId;
import dev.ghlsync.push.dlq.LetterBox;
import dev.ghlsync.push.dlq.LetterView;
import dev.ghlsync.push.domain.Carry;
import dev.ghlsync.push.domain.ContactView;
import dev.ghlsync.push.domain.Disposition;
import dev.ghlsync.push.domain.FieldReport;
import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Settlement;
import dev.ghlsync.push.domain.Snapshot;
import dev.ghlsync.push.domain.Tier;
import dev.ghlsync.push.lanes.Progress;
import dev.ghlsync.push.lanes.RawCommand;
import dev.ghlsync.push.lanes.Tenure;
import dev.ghlsync.push.lanes.Work;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaOutboxTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final int PARTITIONS = 6;
    private static final byte[] KEY = "contact-1".getBytes(StandardCharsets.UTF_8);
    private static final byte[] VALUE = {0, 0, 0, 0, 9, 42, 43};

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final AcknowledgedWriter writer = new AcknowledgedWriter(producer);
    private final KafkaOutbox outbox = outbox(writer);

    private static KafkaOutbox outbox(AcknowledgedWriter writer) {
        return new KafkaOutbox(
                writer,
                new LetterBox(writer, new LetterView(), () -> NOW),
                BinaryAvro.serializer(),
                BinaryAvro.serializer(),
                BinaryAvro.serializer(),
                BinaryAvro.serializer(),
                () -> NOW);
    }

    @Test
    void aResultCarriesOutcomeFieldsAndSnapshotToTheLocationsPartition() {
        // Given
        Instant date = NOW.minusSeconds(1);
        byte[] json = "{\"id\":\"ghl-1\"}".getBytes(StandardCharsets.UTF_8);
        Settlement settlement = new Settlement(
                Settlement.Outcome.PARTLY,
                Reason.FIELD_REFUSED,
                "ghl-1",
                List.of(new FieldReport("phone", FieldReport.Result.REFUSED, "+1", Reason.FIELD_REFUSED, 422)),
                422,
                new Snapshot(
                        json,
                        Snapshot.Source.WRITE_RESPONSE,
                        date,
                        new ContactView("ghl-1", Map.of(), Set.of(), Set.of())),
                null);

        // When
        outbox.result(work(2, null), settlement);

        // Then
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("push.dlq", "push.results", "sync.events");
        ProducerRecord<byte[], byte[]> record = producer.history().get(1);
        assertThat(record.key()).isEqualTo("L".getBytes(StandardCharsets.UTF_8));
        assertThat(record.partition()).isEqualTo(LocationPartitions.partitionOf("L", PARTITIONS));
        PushResult result = BinaryAvro.deserializer(PushResult.class).deserialize("push.results", record.value());
        assertThat(result.getOutcome()).isEqualTo(PushOutcome.PARTLY);
        assertThat(result.getReason()).isEqualTo("field_refused");
        assertThat(result.getVersion()).isEqualTo(7);
        assertThat(result.getAttempt()).isEqualTo(2);
        assertThat(result.getHttpStatus()).isEqualTo(422);
        assertThat(result.getSnapshot()).isEqualTo(ByteBuffer.wrap(json));
        assertThat(result.getSnapshotSource()).isEqualTo(SnapshotSource.WRITE_RESPONSE);
        assertThat(result.getSnapshotAt()).isEqualTo(date);
        assertThat(result.getFields().getFirst().getOutcome()).isEqualTo(FieldResult.REFUSED);
        assertThat(result.getFields().getFirst().getValue()).isEqualTo("+1");
    }

    @Test
    void resultAndEventAreOnTheirWayTogetherAndBothAreWaitedFor() {
        // Given
        var slow = new MockProducer<>(cluster(), false, null, new ByteArraySerializer(), new ByteArraySerializer());
        var applied = new Settlement(Settlement.Outcome.APPLIED, null, "ghl-1", List.of(), 200, null, null);
        var result = CompletableFuture.runAsync(
                () -> outbox(new AcknowledgedWriter(slow)).result(work(1, null), applied),
                task -> Thread.ofVirtual().start(task));
        await().until(() -> slow.history().size() == 2);
        slow.completeNext();
        boolean withOne = result.isDone();

        // When
        slow.completeNext();

        // Then
        await().until(result::isDone);
        assertThat(withOne).isFalse();
        assertThat(slow.history())
                .extracting(ProducerRecord::topic)
                .containsExactlyInAnyOrder("push.results", "sync.events");
    }

    @Test
    void aRetryKeepsKeyAndValueAndSaysWhenItIsDue() {
        // When
        outbox.retry(
                work(3, 1_000L),
                new Disposition.Retry(Tier.AFTER_15_MINUTES, NOW.plusSeconds(900), Reason.SERVER_FAULT, 503));

        // Then
        ProducerRecord<byte[], byte[]> record = only();
        assertThat(record.topic()).isEqualTo("push.retry-15m");
        assertThat(record.key()).isEqualTo(KEY);
        assertThat(record.value()).isEqualTo(VALUE);
        assertThat(record.partition()).isEqualTo(LocationPartitions.partitionOf("L", PARTITIONS));
        assertThat(headers(record))
                .containsEntry(Headers.ATTEMPT, "3")
                .containsEntry(
                        Headers.DUE_AT, String.valueOf(NOW.plusSeconds(900).toEpochMilli()))
                .containsEntry(Headers.REASON, "server_fault")
                .containsEntry(Headers.VERSION, "7")
                .containsEntry(Headers.FIRST_FAILED_AT, "1000")
                .containsEntry(Headers.CORRELATION_ID, "corr-1")
                .containsEntry(Headers.LOCATION_ID, "L")
                .containsEntry(Headers.HTTP_STATUS, "503");
    }

    @Test
    void aDeadLetterHasTheOriginalBytesAllHeadersAndTheSameIdEachTime() {
        // When
        outbox.deadLetter(work(6, 1_000L), Reason.SERVER_FAULT, 503);
        outbox.deadLetter(work(6, 1_000L), Reason.SERVER_FAULT, 503);

        // Then
        assertThat(producer.history())
                .extracting(r -> new String(r.key(), StandardCharsets.UTF_8))
                .hasSize(2)
                .containsOnly(DeadLetterId.of(work(6, null).wish()));
        ProducerRecord<byte[], byte[]> record = producer.history().getFirst();
        assertThat(record.topic()).isEqualTo("push.dlq");
        assertThat(record.value()).isEqualTo(VALUE);
        assertThat(headers(record))
                .containsEntry(Headers.ORIGINAL_KEY, "contact-1")
                .containsEntry(Headers.SOURCE_TOPIC, "push.commands")
                .containsEntry(Headers.SOURCE_PARTITION, "4")
                .containsEntry(Headers.SOURCE_OFFSET, "17")
                .containsEntry(Headers.REASON, "server_fault")
                .containsEntry(Headers.ATTEMPT, "6")
                .containsEntry(Headers.VERSION, "7")
                .containsEntry(Headers.FIRST_FAILED_AT, "1000")
                .containsEntry(Headers.HTTP_STATUS, "503")
                .containsEntry(Headers.ERROR, "server_fault 503")
                .containsEntry(Headers.CORRELATION_ID, "corr-1")
                .containsEntry(Headers.LOCATION_ID, "L");
    }

    @Test
    void aTokenIsAskedForOncePerRejectedVersion() {
        // When
        outbox.refreshToken(work(1, null), 5);
        outbox.refreshToken(work(2, null), 5);

        // Then
        List<FetchRequest> requests = new ArrayList<>();
        producer.history()
                .forEach(record -> requests.add(
                        BinaryAvro.deserializer(FetchRequest.class).deserialize(record.topic(), record.value())));
        assertThat(requests).extracting(FetchRequest::getKind).containsOnly(FetchKind.TOKEN_REFRESH);
        assertThat(requests).extracting(FetchRequest::getTokenVersion).containsOnly(5L);
        assertThat(requests.get(0).getRequestId()).isEqualTo(requests.get(1).getRequestId());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "APPLIED, -, sync_ok",
                "APPLIED, WANTS_NOTHING, -",
                "PARTLY, FIELD_REFUSED, sync_ok",
                "REFUSED, FIELD_REFUSED, sync_dropped",
                "DEAD, SERVER_FAULT, sync_dropped",
                "SUPERSEDED, SUPERSEDED_BY_NEWER, -",
                "PARKED, OUTBOUND_PAUSED, -"
            })
    void whoWatchesHearsWhatHappened(Settlement.Outcome outcome, @Nullable Reason reason, @Nullable String type) {
        // When
        outbox.result(work(1, null), new Settlement(outcome, reason, "ghl-1", List.of(), null, null, null));

        // Then
        List<String> types = producer.history().stream()
                .filter(r -> r.topic().equals(Topics.SYNC_EVENTS.name()))
                .map(r -> BinaryAvro.deserializer(SyncEvent.class)
                        .deserialize(r.topic(), r.value())
                        .getType())
                .toList();
        assertThat(types).isEqualTo(type == null ? List.of() : List.of(type));
    }

    private ProducerRecord<byte[], byte[]> only() {
        List<ProducerRecord<byte[], byte[]>> records = producer.history().stream()
                .filter(r -> !r.topic().equals(Topics.SYNC_EVENTS.name()))
                .toList();
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private static Work work(int attempt, @Nullable Long firstFailedAt) {
        PushWish wish = new PushWish(
                "L", "contact-1", "ghl-1", 7, attempt, PushWish.Kind.UPDATE, List.of(), Set.of(), Set.of(), "corr-1");
        return new Work(
                new Tenure(4, 0, Progress.untouched(0), 0, NOW),
                new RawCommand("push.commands", 4, 17, KEY, VALUE, firstFailedAt),
                wish,
                Carry.NONE,
                Instant.EPOCH,
                NOW,
                false);
    }

    private static Cluster cluster() {
        Node node = new Node(0, "127.0.0.1", 9092);
        Node[] nodes = {node};
        List<PartitionInfo> partitions = new ArrayList<>();
        Topics.ALL.forEach(topic -> {
            for (int i = 0; i < PARTITIONS; i++) {
                partitions.add(new PartitionInfo(topic.name(), i, node, nodes, nodes));
            }
        });
        return new Cluster("test", List.of(node), partitions, Set.of(), Set.of());
    }
}
