package dev.ghlsync.schemas;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic of the contract. Keys are UTF-8 strings.
 *
 * @param <V> value record; for raw topics, whose values are the original bytes of another topic, {@link SpecificRecord}
 * @param name topic name, never derived anywhere else
 * @param value value class, empty for raw topics
 * @param key what the key is, for readers
 * @param partitioning how a record finds its partition
 * @param cleanup cleanup policies
 * @param retention how long records of a deleting topic are kept; for compacted-only topics it is unused
 * @param appendTime whether the broker stamps records with its own time
 * @param owner module that answers for the topic; others may write to it
 */
public record Topic<V extends SpecificRecord>(
        String name,
        Optional<Class<V>> value,
        String key,
        Partitioning partitioning,
        Set<Cleanup> cleanup,
        Duration retention,
        boolean appendTime,
        String owner) {

    /** How a record finds its partition. */
    public enum Partitioning {
        /** By the location id, whatever the key: see {@link dev.ghlsync.schemas.kafka.LocationPartitions}. */
        LOCATION,
        /** By the key with Kafka's default partitioner. */
        KEY
    }

    /** Cleanup policy of a topic. */
    public enum Cleanup {
        /** Keep the newest record of each key. */
        COMPACT,
        /** Drop records older than the retention. */
        DELETE
    }

    public Topic {
        cleanup = Set.copyOf(cleanup);
        if (cleanup.isEmpty()) {
            throw new IllegalArgumentException("Topic " + name + " has no cleanup policy; name at least one.");
        }
    }

    /** The registry subject of the value schema, or empty for raw topics. */
    public Optional<String> subject() {
        return value.map(v -> name + "-value");
    }

    /** The value schema, or empty for raw topics. */
    public Optional<Schema> schema() {
        return value.map(v -> SpecificData.get().getSchema(v));
    }

    /** The value of {@code cleanup.policy}, such as {@code compact,delete}. */
    public String cleanupPolicy() {
        return cleanup.stream()
                .map(c -> c.name().toLowerCase(java.util.Locale.ROOT))
                .sorted()
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
    }
}
