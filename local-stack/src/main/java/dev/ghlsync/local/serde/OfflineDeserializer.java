package dev.ghlsync.local.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads what {@link OfflineSerializer} wrote. For {@code AVRO_DESERIALIZER_CLASS} in tests. Thread-safe. */
public final class OfflineDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    private final Map<Schema, DatumReader<T>> readers = new ConcurrentHashMap<>();

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        if (data.length < OfflineSerializer.PREFIX_BYTES || data[0] != OfflineSerializer.MAGIC) {
            throw new SerializationException("A value of topic " + topic + " is not in Confluent wire format: it has "
                    + data.length + " bytes and does not begin with 0 and a four-byte schema id.");
        }
        var schema = OfflineSchemas.byId(ByteBuffer.wrap(data).getInt(1));
        var prefix = OfflineSerializer.PREFIX_BYTES;
        var decoder = DecoderFactory.get().binaryDecoder(data, prefix, data.length - prefix, null);
        try {
            return readers.computeIfAbsent(schema, s -> new SpecificDatumReader<>(s))
                    .read(null, decoder);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "A value of topic " + topic + " is no " + schema.getFullName() + ": its bytes do not fit.", e);
        }
    }

    /** Nothing to configure: the ids come from the schemas. */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}
}
