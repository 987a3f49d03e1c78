package dev.ghlsync.sync.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records of the topics as plain JSON: the same names, enums as text, times as ISO 8601 in UTC, null for no value. */
final class AvroJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AvroJson() {}

    static ObjectNode of(SpecificRecord record) {
        var node = NODES.objectNode();
        for (var field : record.getSchema().getFields()) {
            node.set(field.name(), value(record.get(field.pos())));
        }
        return node;
    }

    private static JsonNode value(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case SpecificRecord record -> of(record);
            case Collection<?> items -> {
                var array = NODES.arrayNode(items.size());
                items.forEach(item -> array.add(value(item)));
                yield array;
            }
            case Map<?, ?> members -> {
                var object = NODES.objectNode();
                members.forEach((name, member) -> object.set(name.toString(), value(member)));
                yield object;
            }
            case Boolean flag -> NODES.booleanNode(flag);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Instant time -> NODES.textNode(time.toString());
            case CharSequence text -> NODES.textNode(text.toString());
            case Enum<?> symbol -> NODES.textNode(symbol.name());
            default ->
                throw new IllegalStateException("A record holds a "
                        + value.getClass().getName() + ", which has no JSON form yet; give it one in AvroJson.");
        };
    }
}
