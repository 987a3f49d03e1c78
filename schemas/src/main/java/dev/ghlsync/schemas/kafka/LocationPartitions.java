package dev.ghlsync.schemas.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Which partition a location lives on: the same as Kafka's default partitioner for a record keyed by the location id. */
public final class LocationPartitions {
    private LocationPartitions() {}

    /**
     * The partition of a location, in {@code [0, partitions)}.
     *
     * @param partitions partition count of the topic, at least 1
     */
    public static int partitionOf(String locationId, int partitions) {
        return Utils.toPositive(Utils.murmur2(locationId.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
