package dev.ghlsync.push.connections;

import dev.ghlsync.avro.Connection;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.push.avro.WireReader;
import dev.ghlsync.push.connections.avro.ConnectionAvro;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code ghl.connections}, all partitions from the start, without a group. One thread runs it; reading is safe from any.
 */
public final class ConnectionView implements Connections, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionView.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final WireReader<Connection> reader;
    private final TokenCipher cipher;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile boolean stopping;

    public ConnectionView(Consumer<byte[], byte[]> consumer, WireReader<Connection> reader, TokenCipher cipher) {
        this.consumer = consumer;
        this.reader = reader;
        this.cipher = cipher;
    }

    @Override
    public @Nullable Entry of(String locationId) {
        return entries.get(locationId);
    }

    @Override
    public Set<String> locations() {
        return Set.copyOf(entries.keySet());
    }

    /** Waits until everything that was on the topic at the start has been read; false if that took longer. */
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    @Override
    public void run() {
        try {
            List<TopicPartition> all = consumer.partitionsFor(Topics.GHL_CONNECTIONS.name()).stream()
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
                if (!applied(record)) {
                    consumer.seek(partition, record.offset());
                    break;
                }
            }
        }
    }

    /** False if the record must be read again. */
    private boolean applied(ConsumerRecord<byte[], byte[]> record) {
        String locationId = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        return switch (reader.read(record.topic(), record.value())) {
            case WireReader.Value(Connection connection) -> {
                put(locationId, connection);
                yield true;
            }
            case WireReader.Tombstone<Connection> ignored -> {
                entries.remove(locationId);
                yield true;
            }
            case WireReader.Unreadable(String error) -> {
                LOG.atError()
                        .addKeyValue("location", locationId)
                        .addKeyValue("error", error)
                        .log("Skipped a connection that cannot be read; connect the location again");
                yield true;
            }
            case WireReader.NotNow(String error) -> {
                LOG.atWarn().addKeyValue("error", error).log("Schema registry does not answer; connections wait");
                yield false;
            }
        };
    }

    private void put(String locationId, Connection connection) {
        Entry entry = ConnectionAvro.toDomain(connection, cipher);
        if (entry.state().connected() && entry.token() == null) {
            LOG.atError()
                    .addKeyValue("location", locationId)
                    .log("Token cannot be decrypted; give the key it was encrypted with in TOKEN_KEYSET");
        }
        entries.put(locationId, entry);
    }

    /** Ends the loop soon; returns at once. */
    public void stop() {
        stopping = true;
        consumer.wakeup();
    }
}
