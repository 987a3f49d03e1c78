package dev.ghlsync.ingest.avro;

import dev.ghlsync.avro.BackfillProgress;
import dev.ghlsync.avro.Connection;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.consume.TopicTail;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.read.OwnerRequest;
import dev.ghlsync.ingest.read.ReadRuns;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Topics as what this process keeps of them. */
public final class TopicViews {
    private TopicViews() {}

    /** Keeps {@code connections} as {@code ghl.connections} says. */
    public static TopicTail<?> connections(KafkaSettings settings, Connections connections, Stop stop) {
        return new TopicTail<>(Topics.GHL_CONNECTIONS, settings, new IntoConnections(connections), stop);
    }

    /** Keeps {@code runs} as {@code ghl.backfill-progress} says. */
    public static TopicTail<?> runs(KafkaSettings settings, ReadRuns runs, Stop stop) {
        return new TopicTail<>(Topics.GHL_BACKFILL_PROGRESS, settings, new IntoRuns(runs), stop);
    }

    /** Reads values of {@code ghl.fetch-requests}; throws what the deserializer class throws while the registry is away. */
    public static Function<byte[], OwnerRequest> fetches(KafkaSettings settings) {
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

    private record IntoRuns(ReadRuns runs) implements TopicTail.Listener<BackfillProgress> {
        @Override
        public void record(String key, long offset, @Nullable BackfillProgress value) {
            if (value != null) {
                RunRecords.toDomain(value).ifPresent(run -> runs.apply(offset, run));
            }
        }

        @Override
        public void caughtUp() {
            runs.caughtUp();
        }
    }
}
