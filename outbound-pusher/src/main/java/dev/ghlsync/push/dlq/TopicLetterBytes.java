package dev.ghlsync.push.dlq;

import dev.ghlsync.push.dlq.domain.DeadLetter;
import dev.ghlsync.push.dlq.domain.Place;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the records of dead letters again, for their bytes. Safe for concurrent use; one reader at a time. */
public final class TopicLetterBytes implements LetterBytes, AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /** A record that is still there comes at once; one that was compacted away never does. */
    private static final int EMPTY_POLLS_MAX = 10;
    /** Skipping costs a round trip, reading on costs bytes. */
    private static final long WORTH_SKIPPING = 500;

    private final Consumer<byte[], byte[]> consumer;

    /** @param consumer without a group */
    public TopicLetterBytes(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    @Override
    public synchronized Map<String, ConsumerRecord<byte[], byte[]>> read(Collection<DeadLetter> letters) {
        Map<TopicPartition, TreeMap<Long, String>> wanted = new HashMap<>();
        for (DeadLetter letter : letters) {
            Place at = letter.at();
            wanted.computeIfAbsent(new TopicPartition(at.topic(), at.partition()), p -> new TreeMap<>())
                    .put(at.offset(), letter.entryId());
        }
        Map<String, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
        wanted.forEach((partition, offsets) -> read(partition, offsets, found));
        return found;
    }

    private void read(
            TopicPartition partition,
            NavigableMap<Long, String> offsets,
            Map<String, ConsumerRecord<byte[], byte[]>> found) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offsets.firstKey());
        int empty = 0;
        while (!offsets.isEmpty() && empty < EMPTY_POLLS_MAX) {
            var records = consumer.poll(POLL).records(partition);
            empty = records.isEmpty() ? empty + 1 : 0;
            for (ConsumerRecord<byte[], byte[]> record : records) {
                String entryId = offsets.get(record.offset());
                if (entryId != null && entryId.equals(LetterRecords.entryId(record))) {
                    found.put(entryId, record);
                }
                offsets.headMap(record.offset(), true).clear();
            }
            if (!offsets.isEmpty() && offsets.firstKey() - consumer.position(partition) > WORTH_SKIPPING) {
                consumer.seek(partition, offsets.firstKey());
            }
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}
