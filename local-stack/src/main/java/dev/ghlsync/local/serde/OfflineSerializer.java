package dev.ghlsync.local.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of the catalogue in Confluent wire format (magic byte 0, four-byte id, Avro binary) with ids that need
 * no registry. For {@code AVRO_SERIALIZER_CLASS} in tests; other programs cannot resolve its ids. Thread-safe.
 */
public final class OfflineSerializer<T extends SpecificRecord> implements Serializer<T> {
    static final byte MAGIC = 0;
    static final int PREFIX_BYTES = 1 + Integer.BYTES;

    private final Map<Schema, DatumWriter<T>> writers = new ConcurrentHashMap<>();

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T data) {
        if (data == null) {
            return null;
        }
        var schema = data.getSchema();
        var bytes = new ByteArrayOutputStream(256);
        bytes.writeBytes(ByteBuffer.allocate(PREFIX_BYTES)
                .put(MAGIC)
                .putInt(OfflineSchemas.idOf(schema))
                .array());
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            writers.computeIfAbsent(schema, s -> new SpecificDatumWriter<>(s)).write(data, encoder);
            encoder.flush();
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "A " + schema.getFullName() + " for topic " + topic + " does not fit its schema.", e);
        }
        return bytes.toByteArray();
    }

    /** Nothing to configure: the ids come from the schemas. */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}
}
