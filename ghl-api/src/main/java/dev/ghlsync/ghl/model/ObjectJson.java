package dev.ghlsync.ghl.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads any object of HighLevel (opportunity, appointment, task, contact) member by member, keeping absent and null apart. Does not copy: the
 * underlying tree must not be changed meanwhile.
 */
public final class ObjectJson {
    private final ObjectNode json;

    private ObjectJson(ObjectNode json) {
        this.json = json;
    }

    /** Null if the node is not an object. */
    public static @Nullable ObjectJson of(JsonNode node) {
        return node instanceof ObjectNode object ? new ObjectJson(object) : null;
    }

    public ObjectNode json() {
        return json;
    }

    /** The names of all members the body has, null ones included. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The member's object, for example {@code appointment} of a webhook or {@code contact} of a response; null if it is none. */
    public @Nullable ObjectJson child(String name) {
        return of(json.path(name));
    }

    /** Text as it is; numbers and booleans as text. */
    public Stated<String> text(String name) {
        return read(name, node -> node.isValueNode() ? node.asText() : null);
    }

    public Stated<Boolean> bool(String name) {
        return read(name, node -> node.isBoolean() ? node.booleanValue() : null);
    }

    /** A number, or text that is a number. */
    public Stated<BigDecimal> number(String name) {
        return read(name, node -> {
            if (node.isNumber()) {
                return node.decimalValue();
            }
            try {
                return node.isTextual() ? new BigDecimal(node.asText().strip()) : null;
            } catch (NumberFormatException e) {
                return null; // Text that is no number: reported as malformed.
            }
        });
    }

    /** A point in time, see {@link GhlTime}. */
    public Stated<Instant> instant(String name) {
        return read(name, node -> node.isValueNode() ? GhlTime.parse(node.asText()) : null);
    }

    /** Text items in order, each once; items that are containers or null are left out. */
    public Stated<List<String>> texts(String name) {
        return read(name, node -> {
            if (!node.isArray()) {
                return null;
            }
            Set<String> items = new LinkedHashSet<>();
            node.forEach(item -> {
                if (item.isValueNode() && !item.isNull()) {
                    items.add(item.asText());
                }
            });
            return List.copyOf(items);
        });
    }

    /** The text, number and boolean members of a member object, as text. */
    public Stated<Map<String, String>> flat(String name) {
        return read(name, node -> {
            if (!node.isObject()) {
                return null;
            }
            Map<String, String> members = new LinkedHashMap<>();
            node.properties().forEach(member -> {
                if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                    members.put(member.getKey(), member.getValue().asText());
                }
            });
            return members;
        });
    }

    /**
     * Custom field values. A response has {@code [{id, value}]}, a request {@code [{id, field_value}]} or {@code fieldValue}; all are read. Items
     * without an id say nothing about any field and are left out; an id that repeats counts with its last value.
     */
    public Stated<List<CustomFieldValue>> customFields(String name) {
        return read(name, node -> {
            if (!node.isArray()) {
                return null;
            }
            Map<String, CustomFieldValue> byId = new LinkedHashMap<>();
            node.forEach(item -> {
                String id = GhlJson.text(item, "id");
                if (id != null) {
                    byId.put(id, new CustomFieldValue(id, CustomFieldValue.valueOf(item)));
                }
            });
            return new ArrayList<>(byId.values());
        });
    }

    /** @param reader gives null for a node of another shape than expected */
    <T> Stated<T> read(String name, Function<JsonNode, @Nullable T> reader) {
        JsonNode node = json.get(name);
        if (node == null) {
            return new Stated.Absent<>();
        }
        if (node.isNull()) {
            return new Stated.Null<>();
        }
        T value = reader.apply(node);
        return value != null
                ? new Stated.Value<>(value)
                : new Stated.Malformed<>(node.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    /** Names the members, never their values. */
    @Override
    public String toString() {
        return "ObjectJson" + names();
    }
}
