package dev.ghlsync.sync.step;

import dev.ghlsync.sync.SyncNames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Records of locations whose connection is not known yet; they wait at most {@link #HOLD_MS}, in order. */
final class HeldInputs {
    static final long HOLD_MS = 60_000;

    /** Follows the NUL after a location's id, and comes before any character of an id. */
    private static final char AFTER_LOCATION = 1;

    private final KeyValueStore<String, byte[]> held;

    HeldInputs(ProcessingContext context) {
        held = context.getStateStore(SyncNames.HELD_BY_LOCATION);
    }

    /** A held record: where it came from, its bytes, and since when it waits, epoch ms. */
    record Held(String key, String locationId, Origin origin, byte[] raw, long since) {}

    void hold(String locationId, Origin origin, byte[] raw, long now) {
        var key = Keys.location(locationId) + Keys.due(now) + "-" + origin.topic() + "-"
                + "%015d".formatted(origin.offset());
        held.put(key, encode(origin, raw, now));
    }

    /** The records of one location, the oldest first; each is forgotten. */
    List<Held> release(String locationId) {
        var released = new ArrayList<Held>();
        try (var entries = held.prefixScan(Keys.location(locationId), new StringSerializer())) {
            entries.forEachRemaining(entry -> released.add(decode(entry.key, entry.value)));
        }
        released.forEach(h -> held.delete(h.key()));
        return released;
    }

    /** Up to {@code limit} records that waited too long; each is forgotten. */
    List<Held> expired(long now, int limit) {
        var expired = new ArrayList<Held>();
        String location = null;
        do {
            location = firstAfter(location);
            if (location != null) {
                addExpired(expired, location, now, limit);
            }
        } while (location != null && expired.size() < limit);
        expired.forEach(h -> held.delete(h.key()));
        return expired;
    }

    /** The next location with held records; one look-up for each, however many records it has. */
    private @Nullable String firstAfter(@Nullable String location) {
        var from = location == null ? null : location + AFTER_LOCATION;
        try (var entries = held.range(from, null)) {
            return entries.hasNext() ? Keys.parts(entries.next().key)[0] : null;
        }
    }

    /** The records of a location are ordered by when they came: the first that is not expired ends the search. */
    private void addExpired(List<Held> expired, String location, long now, int limit) {
        try (var entries = held.prefixScan(Keys.location(location), new StringSerializer())) {
            while (entries.hasNext() && expired.size() < limit) {
                var entry = entries.next();
                var record = decode(entry.key, entry.value);
                if (now - record.since() < HOLD_MS) {
                    return;
                }
                expired.add(record);
            }
        }
    }

    static byte[] encode(Origin origin, byte[] raw, long now) {
        var bytes = new ByteArrayOutputStream(raw.length + 64);
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(now);
            out.writeUTF(origin.topic());
            out.writeInt(origin.partition());
            out.writeLong(origin.offset());
            out.writeLong(origin.timestamp());
            out.writeInt(raw.length);
            out.write(raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Held decode(String key, byte[] value) {
        try (var in = new DataInputStream(new ByteArrayInputStream(value))) {
            long since = in.readLong();
            var origin = new Origin(in.readUTF(), in.readInt(), in.readLong(), in.readLong());
            var raw = in.readNBytes(in.readInt());
            return new Held(key, Keys.parts(key)[0], origin, raw, since);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
