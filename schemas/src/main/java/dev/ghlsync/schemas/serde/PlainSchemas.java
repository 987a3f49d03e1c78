package dev.ghlsync.schemas.serde;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * Schemas as readers in any language see them: without {@code avro.java.string}, which generated classes carry on every
 * string. These are the schemas in the registry. Thread-safe.
 */
public final class PlainSchemas {
    private static final String JAVA_STRING = "avro.java.string";
    private static final Map<Schema, Schema> KNOWN = new ConcurrentHashMap<>();

    private PlainSchemas() {}

    /** The schema without Java's properties; documentation, defaults, aliases and other properties stay. */
    public static Schema of(Schema schema) {
        return KNOWN.computeIfAbsent(schema, s -> plain(s, new HashMap<>()));
    }

    private static Schema plain(Schema schema, Map<String, Schema> records) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, records);
            case ARRAY -> copyProperties(schema, Schema.createArray(plain(schema.getElementType(), records)));
            case MAP -> copyProperties(schema, Schema.createMap(plain(schema.getValueType(), records)));
            case UNION ->
                Schema.createUnion(schema.getTypes().stream()
                        .map(type -> plain(type, records))
                        .toList());
            case STRING -> copyProperties(schema, Schema.create(Schema.Type.STRING));
            case ENUM, FIXED, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> schema;
        };
    }

    private static Schema record(Schema schema, Map<String, Schema> records) {
        var known = records.get(schema.getFullName());
        if (known != null) {
            return known;
        }
        var plain = copyProperties(
                schema,
                Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), schema.isError()));
        schema.getAliases().forEach(plain::addAlias);
        records.put(schema.getFullName(), plain);
        List<Field> fields = schema.getFields().stream()
                .map(field -> new Field(field, plain(field.schema(), records)))
                .toList();
        plain.setFields(fields);
        return plain;
    }

    private static Schema copyProperties(Schema from, Schema to) {
        from.getObjectProps().forEach((name, value) -> {
            if (!name.equals(JAVA_STRING)) {
                to.addProp(name, value);
            }
        });
        if (from.getLogicalType() != null) {
            from.getLogicalType().addToSchema(to);
        }
        return to;
    }
}
