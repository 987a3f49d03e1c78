package dev.ghlsync.ingest.avro;

import dev.ghlsync.avro.BackfillProgress;
import dev.ghlsync.avro.Connection;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.consume.TopicTail;
import dev.ghlsync.ingest.domain.Fetch;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.read.Backfills;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Topics as what this process keeps of them. */
public final class TopicViews {
    private TopicViews() {}

    /** Keeps {@code connections} as {@code ghl.connections} says. */
    public static Runnable connections(KafkaSettings settings, Connections connections, Stop stop) {
        return new TopicTail<>(Topics.GHL_CONNECTIONS, settings, new IntoConnections(connections), stop);
    }

    /** Keeps {@code backfills} as {@code ghl.backfill-progress} says. */
    public static Runnable backfills(KafkaSettings settings, Backfills backfills, Stop stop) {
        return new TopicTail<>(Topics.GHL_BACKFILL_PROGRESS, settings, new IntoBackfills(backfills), stop);
    }

    /** Reads values of {@code ghl.fetch-requests}; throws what the deserializer class throws while the registry is away. */
    public static Function<byte[], Fetch> fetches(KafkaSettings settings) {
        var values = new AvroSerdes(settings).deserializer(Topics.GHL_FETCH_REQUESTS);
        return bytes -> FetchRecords.toDomain(values.deserialize(Topics.GHL_FETCH_REQUESTS.name(), bytes));
    }

    private record IntoConnections(Connections connections) implements TopicTail.Listener<Connection> {
        @Override
        public void record(String key, long offset, @Nullable Connection value) {
            connections.apply(key, offset, value == null ? null : ConnectionRecords.toDomain(value));
        }

        @Override
        public void caughtUp() {
            connections.caughtUp();
        }
    }

    private record IntoBackfills(Backfills backfills) implements TopicTail.Listener<BackfillProgress> {
        @Override
        public void record(String key, long offset, @Nullable BackfillProgress value) {
            if (value != null) {
                BackfillRecords.toDomain(value).ifPresent(backfill -> backfills.apply(offset, backfill));
            }
        }

        @Override
        public void caughtUp() {
            backfills.caughtUp();
        }
    }
}
