package dev.ghlsync.cli.demo.watch;

import dev.ghlsync.cli.http.JsonApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** Reads Confluent's wire format by hand: a zero byte, four bytes of schema id, Avro binary. Asks the registry once per schema. Not thread-safe. */
final class WireRecords {
    private static final int HEADER_BYTES = 5;

    private final JsonApi registry;
    private final Map<Integer, Schema> schemas = new HashMap<>();

    WireRecords(URI registry) {
        this.registry = new JsonApi("schema registry", registry);
    }

    GenericRecord read(byte[] value) {
        if (value.length < HEADER_BYTES || value[0] != 0) {
            throw new IllegalArgumentException("A record does not begin with the magic byte of the wire format.");
        }
        Schema schema = schemas.computeIfAbsent(ByteBuffer.wrap(value, 1, 4).getInt(), this::schema);
        var decoder = DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
        try {
            return new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException("A record of schema " + schema.getFullName() + " cannot be read.", e);
        }
    }

    private Schema schema(int id) {
        String text = registry.get("/apis/ccompat/v7/schemas/ids/" + id)
                .require("the question for schema " + id)
                .path("schema")
                .asText();
        return new Schema.Parser().parse(text);
    }
}
