package dev.ghlsync.schemas.serde;

import io.apicurio.registry.serde.avro.DefaultAvroDatumProvider;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;

/**
 * Makes Apicurio's serializer look for a record's plain schema, the one in the registry, instead of the Java flavoured one
 * of its class. Apicurio creates it by name, so that another serializer can be chosen without Apicurio's jars. Thread-safe.
 */
public final class PlainDatumProvider<T> extends DefaultAvroDatumProvider<T> {
    /** More schemas than one client ever meets; beyond it the memory starts anew. */
    private static final int REMEMBERED = 256;

    // By identity: each record comes with the same schema object, and comparing schemas costs more than writing one.
    private final Map<Schema, DatumWriter<T>> writers = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Schema, DatumReader<T>> readers = Collections.synchronizedMap(new IdentityHashMap<>());

    @Override
    public Schema toSchema(T data) {
        return PlainSchemas.of(super.toSchema(data));
    }

    @Override
    public DatumWriter<T> createDatumWriter(T data, Schema schema) {
        return remembered(writers, schema, () -> super.createDatumWriter(data, schema));
    }

    @Override
    public DatumReader<T> createDatumReader(Schema schema) {
        return remembered(readers, schema, () -> super.createDatumReader(schema));
    }

    private static <V> V remembered(Map<Schema, V> known, Schema schema, Supplier<V> made) {
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(schema, s -> made.get());
    }
}
