package dev.ghlsync.local.serde;

import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.TrustedRecords;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Ids for the value schemas of the catalogue without a registry. An id is made from the schema itself, so it is the same
 * in every process that has the same schemas and does not depend on the order of {@link Topics#ALL}.
 */
final class OfflineSchemas {
    private static final Map<Integer, Schema> BY_ID;

    static {
        TrustedRecords.trust();
        BY_ID = byId();
    }

    private OfflineSchemas() {}

    static int idOf(Schema schema) {
        var id = idFrom(schema);
        if (!schema.equals(BY_ID.get(id))) {
            throw new SerializationException("Schema " + schema.getFullName()
                    + " is the value of no topic; declare its topic in Topics or use a serde of your own.");
        }
        return id;
    }

    static Schema byId(int id) {
        return Optional.ofNullable(BY_ID.get(id))
                .orElseThrow(() -> new SerializationException("Schema id " + Integer.toUnsignedString(id)
                        + " was not made by OfflineSerializer from today's schemas; read the record with the"
                        + " serializer it was written with, or recreate the topic."));
    }

    private static int idFrom(Schema schema) {
        var fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        return (int) (fingerprint ^ (fingerprint >>> 32)) & Integer.MAX_VALUE;
    }

    private static Map<Integer, Schema> byId() {
        var schemas = new HashMap<Integer, Schema>();
        Topics.ALL.stream().flatMap(topic -> topic.schema().stream()).distinct().forEach(schema -> {
            var other = schemas.put(idFrom(schema), schema);
            if (other != null) {
                throw new IllegalStateException("Schemas " + other.getFullName() + " and " + schema.getFullName()
                        + " have the same fingerprint; change the doc-free form of one.");
            }
        });
        return Map.copyOf(schemas);
    }
}
