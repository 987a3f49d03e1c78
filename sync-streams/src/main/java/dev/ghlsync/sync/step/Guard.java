package dev.ghlsync.sync.step;

import dev.ghlsync.sync.SyncNames;
import dev.ghlsync.sync.domain.guard.MassChange;
import dev.ghlsync.sync.domain.guard.ProducerWatch;
import dev.ghlsync.sync.domain.guard.ProducerWatch.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Counts what each producer changes in each location, and keeps the changes of one that changes too much at once. */
final class Guard {
    private static final long MINUTE_MS = 60_000;
    private static final char NUL = 0;

    /** Of watches that have something to do; no location id begins with it. */
    private static final String ACTIVE = "\u0001active" + NUL;

    private final KeyValueStore<String, String> watches;
    private final KeyValueStore<String, byte[]> held;
    private final Sweep forgotten;
    private final MassChange limit;

    Guard(ProcessingContext context, MassChange limit) {
        this.limit = limit;
        watches = context.getStateStore(SyncNames.WATCH_BY_PRODUCER);
        held = context.getStateStore(SyncNames.HELD_BY_PRODUCER);
        forgotten = new Sweep();
    }

    /** A producer whose held changes are to be applied or rejected. */
    record Active(String locationId, String producer, Mode mode) {}

    Mode mode(String locationId, String producer) {
        return watch(locationId, producer).mode();
    }

    void enter(Mode mode, String locationId, String producer) {
        watches.put(
                watchKey(locationId, producer), text(watch(locationId, producer).in(mode)));
        var active = ACTIVE + locationId + NUL + producer;
        switch (mode) {
            case RELEASING, DISCARDING -> watches.put(active, mode.name());
            case OPEN, HOLDING -> watches.delete(active);
        }
    }

    /**
     * Counts a contact that a producer changes, once within the time.
     *
     * @return how many it changes now, if that is too much; 0 otherwise, and then it is counted
     */
    int tooMany(String locationId, String producer, String contactId, long now) {
        long minute = now / MINUTE_MS;
        var key = locationId + NUL + "c" + NUL + producer + NUL + contactId;
        var counted = watches.get(key);
        if (counted != null && Long.parseLong(counted) > minute - limit.minutes()) {
            return 0;
        }
        var watch = watch(locationId, producer);
        int changed = watch.within(minute, limit.minutes()) + 1;
        if (limit.isExceededBy(changed, contacts(locationId))) {
            return changed;
        }
        watches.put(key, Long.toString(minute));
        watches.put(watchKey(locationId, producer), text(watch.counted(minute, limit.minutes())));
        return 0;
    }

    /** Contacts of a location that were not merged away. */
    long contacts(String locationId) {
        var count = watches.get(locationId + NUL + "n");
        return count == null ? 0 : Long.parseLong(count);
    }

    void added(String locationId, int contacts) {
        watches.put(locationId + NUL + "n", Long.toString(contacts(locationId) + contacts));
    }

    void hold(String locationId, String producer, Origin origin, byte[] raw, long now) {
        var key = locationId + NUL + producer + NUL + Keys.due(now) + "-" + origin.topic() + "-"
                + "%015d".formatted(origin.offset());
        held.put(key, HeldInputs.encode(origin, raw, now));
    }

    List<Active> active() {
        var active = new ArrayList<Active>(0);
        try (var entries = watches.prefixScan(ACTIVE, new StringSerializer())) {
            entries.forEachRemaining(entry -> {
                var parts = Keys.parts(entry.key);
                active.add(new Active(parts[1], parts[2], Mode.valueOf(entry.value)));
            });
        }
        return active;
    }

    /** Up to {@code limit} held changes of a producer, the oldest first; each is forgotten. */
    List<HeldInputs.Held> take(String locationId, String producer, int count) {
        var taken = new ArrayList<HeldInputs.Held>();
        try (var entries = held.prefixScan(locationId + NUL + producer + NUL, new StringSerializer())) {
            while (entries.hasNext() && taken.size() < count) {
                var entry = entries.next();
                taken.add(HeldInputs.decode(entry.key, entry.value));
            }
        }
        taken.forEach(change -> held.delete(change.key()));
        return taken;
    }

    /** Forgets contacts that no longer count, a part of them at a time. */
    void tidy(long now) {
        long minute = now / MINUTE_MS;
        forgotten.run(watches, entry -> {
            var parts = Keys.parts(entry.key);
            return parts.length == 4 && parts[1].equals("c") && Long.parseLong(entry.value) <= minute - limit.minutes();
        });
    }

    private ProducerWatch watch(String locationId, String producer) {
        var text = watches.get(watchKey(locationId, producer));
        return text == null ? ProducerWatch.NEW : parsed(text);
    }

    private static String watchKey(String locationId, String producer) {
        return locationId + NUL + "w" + NUL + producer;
    }

    /** The mode, then each minute with its count. */
    private static String text(ProducerWatch watch) {
        var text = new StringBuilder(watch.mode().name());
        watch.changed()
                .forEach((minute, count) ->
                        text.append(' ').append(minute).append(':').append(count));
        return text.toString();
    }

    private static ProducerWatch parsed(String text) {
        var words = List.of(text.split(" ", -1));
        var changed = new TreeMap<Long, Integer>();
        for (var word : words.subList(1, words.size())) {
            int cut = word.indexOf(':');
            changed.put(Long.parseLong(word.substring(0, cut)), Integer.parseInt(word.substring(cut + 1)));
        }
        return new ProducerWatch(Mode.valueOf(words.getFirst()), changed);
    }
}
