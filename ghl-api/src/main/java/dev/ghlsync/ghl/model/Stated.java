package dev.ghlsync.ghl.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a body says about one of its members. Absent and null mean different things, and which of them clears a value depends on the source, so the
 * difference is kept.
 */
public sealed interface Stated<T> {

    /** The member is not there. */
    record Absent<T>() implements Stated<T> {}

    /** The member is JSON null. */
    record Null<T>() implements Stated<T> {}

    /** The member has a value of the expected shape. */
    record Value<T>(T value) implements Stated<T> {}

    /** The member has another shape than documented; {@code found} is its JSON type, never its value. */
    record Malformed<T>(String found) implements Stated<T> {}

    default boolean isPresent() {
        return !(this instanceof Absent);
    }

    /** The value if there is one, else null: for callers to whom the other cases are the same. */
    default @Nullable T orNull() {
        return this instanceof Value<T>(T value) ? value : null;
    }

    default <R> Stated<R> map(Function<T, R> mapping) {
        return switch (this) {
            case Absent<T> ignored -> new Absent<>();
            case Null<T> ignored -> new Null<>();
            case Value<T>(T value) -> new Value<>(mapping.apply(value));
            case Malformed<T>(String found) -> new Malformed<>(found);
        };
    }
}
