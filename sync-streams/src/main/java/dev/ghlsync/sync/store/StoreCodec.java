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
public abstract sealed class StoreCodec<T> permits ContactCodec, LocationCodec, ChangeCodec, MirrorCodec {
    private final String what;
    private final int newest;

    /**
     * @param what name of the value in errors
     * @param newest version that is written
     */
    StoreCodec(String what, int newest) {
        this.what = what;
        this.newest = newest;
    }

    /** Writes the newest version. */
    abstract void write(T value, ByteWriter out);

    /** @param version 1 to the newest; what an older one lacks gets the value it stood for */
    abstract T read(ByteReader in, int version);

    public final byte[] encode(T value) {
        var out = new ByteWriter();
        out.bits(newest);
        write(value, out);
        return out.toByteArray();
    }

    /** @throws UnreadableStateException when the bytes are cut off, damaged or of a newer version */
    public final T decode(byte[] bytes) {
        var in = new ByteReader(bytes, what);
        long version = in.bits();
        if (version < 1 || version > newest) {
            throw new UnreadableStateException("A stored " + what + " has version " + version
                    + " and this program reads up to " + newest + "; start the version that wrote it, or a newer one.");
        }
        T value;
        try {
            value = read(in, (int) version);
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
