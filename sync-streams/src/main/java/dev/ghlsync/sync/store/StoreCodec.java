package dev.ghlsync.sync.store;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A value of a store as bytes: a version byte, then the fields in a fixed order. Equal values have equal bytes. Thread-safe.
 *
 * <p>Stored bytes outlive a deploy: a change of the layout takes a new version, and every older one stays readable.
 */
public abstract sealed class StoreCodec<T> permits ContactCodec, LocationCodec, ChangeCodec {
    static final byte VERSION = 1;

    private final String what;

    /** @param what name of the value in errors */
    StoreCodec(String what) {
        this.what = what;
    }

    abstract void write(T value, ByteWriter out);

    abstract T read(ByteReader in);

    public final byte[] encode(T value) {
        var out = new ByteWriter();
        out.bits(VERSION);
        write(value, out);
        return out.toByteArray();
    }

    /** @throws UnreadableStateException when the bytes are cut off, damaged or of a newer version */
    public final T decode(byte[] bytes) {
        var in = new ByteReader(bytes, what);
        long version = in.bits();
        if (version != VERSION) {
            throw new UnreadableStateException(
                    "A stored " + what + " has version " + version + " and this program reads up to " + VERSION
                            + "; start the version that wrote it, or a newer one.");
        }
        T value;
        try {
            value = read(in);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new UnreadableStateException(
                    "A stored " + what + " is damaged; rebuild the store from its topics.", e);
        }
        in.requireEnd();
        return value;
    }

    /** A serde that keeps null, which deletes, as null. */
    public final Serde<T> serde() {
        Serializer<T> serializer = (topic, value) -> value == null ? null : encode(value);
        Deserializer<T> deserializer = (topic, bytes) -> bytes == null ? null : decode(bytes);
        return Serdes.serdeFrom(serializer, deserializer);
    }
}
