package dev.ghlsync.ingest.publish;

import dev.ghlsync.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way to a topic.
 *
 * @param key record key
 * @param locationId the location that decides the partition of location-partitioned topics, also a header
 * @param organizationId header; null if the location is mapped to none
 * @param correlationId header
 * @param payloadBytes size of the largest part of the value, for the memory bound
 */
public record Outgoing<V extends SpecificRecord>(
        Topic<V> topic,
        String key,
        String locationId,
        @Nullable String organizationId,
        String correlationId,
        int payloadBytes,
        V value) {

    /** Without the value, which may hold personal data. */
    @Override
    public String toString() {
        return "Outgoing[topic=" + topic.name() + ", locationId=" + locationId + ", correlationId=" + correlationId
                + "]";
    }
}
