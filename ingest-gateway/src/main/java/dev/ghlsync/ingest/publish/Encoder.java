package dev.ghlsync.ingest.publish;

import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Outgoing records as bytes with headers and partition. Safe for concurrent use. */
public final class Encoder {
    private final AvroSerdes serdes;
    private final Map<String, Serializer<SpecificRecord>> serializers = new ConcurrentHashMap<>();

    public Encoder(KafkaSettings settings) {
        this.serdes = new AvroSerdes(settings);
    }

    /** The value's bytes. Throws what the configured serializer class throws while the registry is away. */
    public byte[] value(Outgoing<?> record) {
        return serializer(record.topic()).serialize(record.topic().name(), record.value());
    }

    /** @param partitions partition count of a topic; asked for location-partitioned topics only */
    public static ProducerRecord<String, byte[]> record(
            Outgoing<?> record, byte[] value, ToIntFunction<String> partitions) {
        return new ProducerRecord<>(
                record.topic().name(), partition(record, partitions), record.key(), value, headers(record));
    }

    private static @Nullable Integer partition(Outgoing<?> record, ToIntFunction<String> partitions) {
        return switch (record.topic().partitioning()) {
            case LOCATION ->
                LocationPartitions.partitionOf(
                        record.locationId(),
                        partitions.applyAsInt(record.topic().name()));
            case KEY -> null;
        };
    }

    private static RecordHeaders headers(Outgoing<?> record) {
        var headers = new RecordHeaders();
        headers.add(Headers.CORRELATION_ID, utf8(record.correlationId()));
        headers.add(Headers.LOCATION_ID, utf8(record.locationId()));
        if (record.organizationId() != null) {
            headers.add(Headers.ORGANIZATION_ID, utf8(record.organizationId()));
        }
        return headers;
    }

    @SuppressWarnings("unchecked") // An Outgoing's value is of its topic's type, so its topic's serializer takes it.
    private Serializer<SpecificRecord> serializer(Topic<?> topic) {
        return serializers.computeIfAbsent(topic.name(), name -> (Serializer<SpecificRecord>) serdes.serializer(topic));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
