package dev.ghlsync.push;

import dev.ghlsync.schemas.serde.TrustedRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Confluent's wire format without a registry: magic byte, a fixed id, Avro. */
public final class BinaryAvro {
    private static final int PREFIX = 5;

    static {
        TrustedRecords.trust();
    }

    private BinaryAvro() {}

    public static <V extends SpecificRecord> Serializer<V> serializer() {
        return (topic, value) -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(new byte[] {0, 0, 0, 0, 1});
            var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            try {
                new SpecificDatumWriter<V>(value.getSchema()).write(value, encoder);
                encoder.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        };
    }

    public static <V extends SpecificRecord> Deserializer<V> deserializer(Class<V> type) {
        return (topic, bytes) -> {
            var decoder = DecoderFactory.get().binaryDecoder(Arrays.copyOfRange(bytes, PREFIX, bytes.length), null);
            try {
                return new SpecificDatumReader<V>(SpecificData.get().getSchema(type)).read(null, decoder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
