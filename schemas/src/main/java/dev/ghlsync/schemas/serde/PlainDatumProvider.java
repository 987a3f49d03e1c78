package dev.ghlsync.schemas.serde;

import io.apicurio.registry.serde.avro.DefaultAvroDatumProvider;
import org.apache.avro.Schema;

/**
 * Makes Apicurio's serializer look for a record's plain schema, the one in the registry, instead of the Java flavoured one
 * of its class. Apicurio creates it by name, so that another serializer can be chosen without Apicurio's jars.
 */
public final class PlainDatumProvider<T> extends DefaultAvroDatumProvider<T> {
    @Override
    public Schema toSchema(T data) {
        return PlainSchemas.of(super.toSchema(data));
    }
}
