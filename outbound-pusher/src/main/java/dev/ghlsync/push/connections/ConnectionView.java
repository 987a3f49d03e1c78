package dev.ghlsync.push.connections;

import dev.ghlsync.avro.Connection;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.push.avro.WireReader;
import dev.ghlsync.push.connections.avro.ConnectionAvro;
import dev.ghlsync.push.follow.Follower;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code ghl.connections}, all partitions from the start, without a group. One thread runs it; reading is safe from any.
 */
public final class ConnectionView implements Connections, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionView.class);
    private final Follower follower;
    private final WireReader<Connection> reader;
    private final TokenCipher cipher;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    public ConnectionView(Consumer<byte[], byte[]> consumer, WireReader<Connection> reader, TokenCipher cipher) {
        this.follower = new Follower(consumer, List.of(Topics.GHL_CONNECTIONS.name()), this::applied);
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
        return follower.awaitCaughtUp(atMost);
    }

    public boolean isCaughtUp() {
        return follower.isCaughtUp();
    }

    @Override
    public void run() {
        follower.run();
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
        follower.stop();
    }
}
