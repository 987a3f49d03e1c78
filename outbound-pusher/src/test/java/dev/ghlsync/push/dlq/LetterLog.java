package dev.ghlsync.push.dlq;

import dev.ghlsync.push.dlq.domain.DeadLetter;
import dev.ghlsync.push.dlq.domain.Queue;
import dev.ghlsync.push.outbox.AcknowledgedWriter;
import dev.ghlsync.push.outbox.RecordHeaderWriter;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The dead letter topics in memory: what is written can be read again, also by the next process. */
final class LetterLog implements LetterBytes {
    private static final int PARTITIONS = 6;

    /** Fault point: a write that fits is not made, as if the process died before it. */
    volatile Predicate<ProducerRecord<byte[], byte[]>> dies = record -> false;

    /** Entries that the brokers do not give out in time. */
    volatile Set<String> unreadable = Set.of();

    final MockProducer<byte[], byte[]> producer = new MortalProducer();
    final AcknowledgedWriter writer = new AcknowledgedWriter(producer);

    /** What a process that starts now knows. */
    LetterView view() {
        LetterView view = new LetterView();
        records().forEach(view::take);
        return view;
    }

    void write(String entryId, RecordHeaderWriter headers, byte[] value) {
        write(Queue.PUSH, entryId, headers, value);
    }

    void write(Queue queue, String entryId, RecordHeaderWriter headers, byte[] value) {
        writer.write(LetterRecords.topic(queue), entryId, entryId.getBytes(StandardCharsets.UTF_8), value, headers);
    }

    @Override
    public Map<String, ConsumerRecord<byte[], byte[]>> read(Collection<DeadLetter> letters) {
        Map<String, ConsumerRecord<byte[], byte[]>> newest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records()) {
            newest.put(LetterRecords.entryId(record), record);
        }
        newest.keySet().retainAll(letters.stream().map(DeadLetter::entryId).toList());
        newest.values().removeIf(record -> record.value() == null);
        newest.keySet().removeAll(unreadable);
        return newest;
    }

    List<ProducerRecord<byte[], byte[]>> on(String topic) {
        return producer.history().stream().filter(r -> r.topic().equals(topic)).toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>(producer.history());
        written.removeIf(record -> !record.topic().endsWith(".dlq"));
        return IntStream.range(0, written.size())
                .mapToObj(i -> record(i, written.get(i)))
                .toList();
    }

    private static ConsumerRecord<byte[], byte[]> record(int offset, ProducerRecord<byte[], byte[]> written) {
        return new ConsumerRecord<>(
                written.topic(),
                written.partition(),
                offset,
                1_000L,
                TimestampType.CREATE_TIME,
                0,
                0,
                written.key(),
                written.value(),
                new RecordHeaders(written.headers()),
                Optional.empty());
    }

    private static Cluster cluster() {
        Node node = new Node(0, "localhost", 1);
        List<PartitionInfo> partitions = Topics.ALL.stream()
                .flatMap(topic -> IntStream.range(0, PARTITIONS)
                        .mapToObj(p -> new PartitionInfo(topic.name(), p, node, new Node[] {node}, new Node[] {node})))
                .toList();
        return new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
    }

    private final class MortalProducer extends MockProducer<byte[], byte[]> {
        private MortalProducer() {
            super(cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (dies.test(record)) {
                throw new IllegalStateException("The process died.");
            }
            return super.send(record, callback);
        }
    }
}
