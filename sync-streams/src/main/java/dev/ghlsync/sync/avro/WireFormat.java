package dev.ghlsync.sync.avro;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.sync.inbound.Inbound.Poison;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Confluent's wire format and tells bytes that can never be read from a registry that does not answer.
 *
 * @param <V> record read
 */
final class WireFormat<V extends SpecificRecord> {
    private static final int HEADER_BYTES = 5;
    private static final int NOT_FOUND = 404;

    private final Topic<V> topic;
    private final Class<V> type;
    private final Deserializer<? extends SpecificRecord> deserializer;

    WireFormat(Topic<V> topic, Deserializer<V> deserializer) {
        this.topic = topic;
        this.type = topic.value().orElseThrow();
        this.deserializer = deserializer;
    }

    /** What {@code onRecord} makes of the record, or what {@code onPoison} makes of bytes that hold none. */
    <R> R read(byte @Nullable [] value, Function<V, R> onRecord, Function<Poison, R> onPoison) {
        if (value == null) {
            return onPoison.apply(
                    new Poison("no_value", "The record of " + topic.name() + " has no value; write one in Avro."));
        }
        if (value.length < HEADER_BYTES || value[0] != 0) {
            return onPoison.apply(new Poison(
                    "not_wire_format",
                    "The " + value.length + " bytes are no Avro in Confluent's wire format; write them with an Avro"
                            + " serializer of the registry."));
        }
        Object record;
        try {
            record = deserializer.deserialize(topic.name(), value);
        } catch (RuntimeException e) {
            return onPoison.apply(
                    judged(e, ByteBuffer.wrap(value, 1, Integer.BYTES).getInt()));
        }
        // The writer's schema may be that of any record, whatever the topic is for.
        if (!type.isInstance(record)) {
            return onPoison.apply(new Poison(
                    "wrong_record",
                    "The record is no " + type.getSimpleName() + "; write one to " + topic.name() + "."));
        }
        return onRecord.apply(type.cast(record));
    }

    /**
     * Only a sign of the registry's trouble makes it retry: poison can be replayed from its original bytes, while a record that is
     * retried for ever stops its partition.
     */
    private Poison judged(RuntimeException failure, int schemaId) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (isThrownByAvro(t)) {
                break;
            }
            var status = httpStatus(t);
            if (status.isPresent() && status.getAsInt() == NOT_FOUND) {
                return new Poison(
                        "unknown_schema",
                        "Schema " + schemaId + " is not in the registry; register it there and replay the record.");
            }
            if (status.isPresent() || isNoAnswer(t)) {
                throw new RegistryUnavailableException(topic.name(), schemaId, failure);
            }
        }
        return new Poison(
                "not_decodable",
                "The bytes do not fit schema " + schemaId + ", which they name; write the record again.");
    }

    private static boolean isNoAnswer(Throwable t) {
        return t instanceof IOException
                || t instanceof TimeoutException
                || t instanceof RetriableException
                || t instanceof InterruptedException
                || t instanceof InterruptException;
    }

    /** Avro throws many kinds of exception on bad bytes, also an end-of-file; where it was thrown is the only sure sign. */
    private static boolean isThrownByAvro(Throwable t) {
        var trace = t.getStackTrace();
        for (var frame : trace) {
            if (frame.getClassName().startsWith("org.apache.avro.")) {
                return true;
            }
        }
        return false;
    }

    /** The deserializer class is configuration, so its exceptions cannot be named here: they are asked by their accessors. */
    private static OptionalInt httpStatus(Throwable t) {
        for (var accessor : List.of("getResponseStatusCode", "getStatus")) {
            var status = number(t, accessor);
            if (status.isPresent()) {
                return status;
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt number(Throwable t, String accessor) {
        try {
            return t.getClass().getMethod(accessor).invoke(t) instanceof Integer number
                    ? OptionalInt.of(number)
                    : OptionalInt.empty();
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return OptionalInt.empty(); // This exception tells no status this way.
        }
    }
}
