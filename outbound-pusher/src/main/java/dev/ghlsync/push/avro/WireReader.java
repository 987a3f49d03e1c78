package dev.ghlsync.push.avro;

import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Bytes to records, telling bytes that are no such record from a registry that does not answer. As thread-safe as its deserializer. */
public final class WireReader<V> {
    private static final int WIRE_PREFIX_BYTES = 5;

    private final Deserializer<V> deserializer;

    public WireReader(Deserializer<V> deserializer) {
        this.deserializer = deserializer;
    }

    /** What a value turned out to be. */
    public sealed interface Read<V> {}

    public record Value<V>(V value) implements Read<V> {}

    /** No value: a tombstone. */
    public record Tombstone<V>() implements Read<V> {}

    /** These bytes are no record of the topic, now or ever. */
    public record Unreadable<V>(String error) implements Read<V> {}

    /** The registry does not answer: worth another try. */
    public record NotNow<V>(String error) implements Read<V> {}

    public Read<V> read(String topic, byte @Nullable [] value) {
        if (value == null) {
            return new Tombstone<>();
        }
        if (value.length < WIRE_PREFIX_BYTES || value[0] != 0) {
            return new Unreadable<>("value does not start with magic byte 0 and a schema id");
        }
        try {
            return new Value<>(deserializer.deserialize(topic, value));
        } catch (RuntimeException e) {
            String kind = rootOf(e).getClass().getSimpleName();
            return registryTrouble(e) ? new NotNow<>(kind) : new Unreadable<>("value cannot be decoded: " + kind);
        }
    }

    /** Whatever is no defect of the bytes themselves: those end in an Avro error, a premature end or a wrong index or type. */
    private static boolean registryTrouble(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            boolean ofTheBytes = t instanceof AvroRuntimeException
                    || t instanceof EOFException
                    || t instanceof IndexOutOfBoundsException
                    || t instanceof NegativeArraySizeException
                    || t instanceof ClassCastException;
            if (ofTheBytes) {
                return false;
            }
            if (t instanceof IOException) {
                return true;
            }
        }
        return !rootOf(thrown).getClass().getSimpleName().contains("NotFound");
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
