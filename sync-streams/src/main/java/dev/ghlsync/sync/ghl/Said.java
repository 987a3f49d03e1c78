package dev.ghlsync.sync.ghl;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What a body says about one of its members. */
sealed interface Said<T> {
    /** The member is not there. */
    record Absent<T>() implements Said<T> {}

    /** The member is JSON null. */
    record Empty<T>() implements Said<T> {}

    record Value<T>(T value) implements Said<T> {}

    /** The member has another type than documented. */
    record Malformed<T>() implements Said<T> {}

    /** The value when there is one. */
    default @Nullable T orNull() {
        return this instanceof Value<T>(T value) ? value : null;
    }

    static Said<String> text(JsonNode body, String name) {
        var node = body.get(name);
        if (node == null) {
            return new Absent<>();
        }
        if (node.isNull()) {
            return new Empty<>();
        }
        return node.isTextual() ? new Value<>(node.textValue()) : new Malformed<>();
    }

    static Said<Boolean> bool(JsonNode body, String name) {
        var node = body.get(name);
        if (node == null) {
            return new Absent<>();
        }
        if (node.isNull()) {
            return new Empty<>();
        }
        return node.isBoolean() ? new Value<>(node.booleanValue()) : new Malformed<>();
    }

    static Said<JsonNode> object(JsonNode body, String name) {
        var node = body.get(name);
        if (node == null) {
            return new Absent<>();
        }
        if (node.isNull()) {
            return new Empty<>();
        }
        return node.isObject() ? new Value<>(node) : new Malformed<>();
    }

    static Said<JsonNode> array(JsonNode body, String name) {
        var node = body.get(name);
        if (node == null) {
            return new Absent<>();
        }
        if (node.isNull()) {
            return new Empty<>();
        }
        return node.isArray() ? new Value<>(node) : new Malformed<>();
    }
}
