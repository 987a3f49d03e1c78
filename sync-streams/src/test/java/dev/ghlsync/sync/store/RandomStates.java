package dev.ghlsync.sync.store;

import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.Displaced;
import dev.ghlsync.sync.domain.contact.ExternalId;
import dev.ghlsync.sync.domain.contact.Fetching;
import dev.ghlsync.sync.domain.contact.Held;
import dev.ghlsync.sync.domain.contact.Issued;
import dev.ghlsync.sync.domain.contact.Lifecycle;
import dev.ghlsync.sync.domain.contact.Outbound;
import dev.ghlsync.sync.domain.contact.Published;
import dev.ghlsync.sync.domain.contact.Write;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Run;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.domain.history.Timeline;
import dev.ghlsync.sync.domain.history.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** States with every part present or absent, and times and texts at the edges of what the codec tells apart. */
final class RandomStates {
    private static final long[] TIMES = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1_700_000_000_000L, 1L << 60};
    private static final String[] TEXTS = {"", "+", "email", "é𝄞", "long ".repeat(40)};

    private final Random random;

    RandomStates(long seed) {
        this.random = new Random(seed);
    }

    ContactState next() {
        return new ContactState(
                text(),
                text(),
                textOrNull(),
                time(),
                time(),
                timeline(),
                keyed(() -> new Write(textOrNull(), time(), text(), text())),
                new Lifecycle(
                        time(),
                        time(),
                        time(),
                        time(),
                        textOrNull(),
                        textOrNull(),
                        new TreeSet<>(list(this::text)),
                        orNull(this::displaced)),
                new TreeSet<>(list(() -> new ExternalId(text(), text()))),
                outbound(),
                new Fetching(orNull(() -> one(Fetching.Reason.values())), time(), time(), time()),
                new Published(
                        random.nextLong(),
                        time(),
                        keyed(() ->
                                new Published.Past(textOrNull(), random.nextLong(), textOrNull(), random.nextLong())),
                        random.nextLong()));
    }

    private Displaced displaced() {
        return new Displaced(
                keyed(() -> new Write(textOrNull(), time(), text(), text())),
                textOrNull(),
                time(),
                time(),
                time(),
                time());
    }

    private Timeline timeline() {
        var stamps = list(() -> {
            long at = time();
            var rank = one(Stamp.Rank.values());
            return new Stamp(at, rank == Stamp.Rank.READ ? Math.max(at, time()) : at, rank);
        });
        return new Timeline(stamps, keyed(this::track), random.nextLong(), random.nextLong(), time());
    }

    private Track track() {
        return new Track(
                orNull(this::run),
                orNull(this::run),
                time(),
                list(() -> new Track.Said(textOrNull(), random.nextLong())));
    }

    private Run run() {
        return new Run(textOrNull(), time(), random.nextBoolean(), random.nextBoolean(), one(Run.Origin.values()));
    }

    private Outbound outbound() {
        return new Outbound(
                time(),
                time(),
                random.nextInt(),
                time(),
                list(() -> new Issued(
                        time(),
                        random.nextInt(),
                        one(Issued.Kind.values()),
                        keyed(this::textOrNull),
                        time(),
                        random.nextBoolean(),
                        time(),
                        keyed(this::time))),
                keyed(this::held),
                orNull(this::held),
                textOrNull());
    }

    private Held held() {
        return new Held(textOrNull(), one(Held.Reason.values()), time(), textOrNull());
    }

    private long time() {
        return switch (random.nextInt(3)) {
            case 0 -> TIMES[random.nextInt(TIMES.length)];
            case 1 -> 1_700_000_000_000L + random.nextInt();
            default -> random.nextLong();
        };
    }

    private String text() {
        return random.nextBoolean() ? TEXTS[random.nextInt(TEXTS.length)] : Integer.toString(random.nextInt(50));
    }

    private String textOrNull() {
        return orNull(this::text);
    }

    private <T> T orNull(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> List<T> list(Supplier<T> item) {
        int size = random.nextInt(5);
        var items = new ArrayList<T>();
        for (int i = 0; i < size; i++) {
            items.add(item.get());
        }
        return items;
    }

    private <V> SortedMap<FieldKey, V> keyed(Supplier<V> value) {
        var map = new TreeMap<FieldKey, V>();
        for (int i = random.nextInt(6); i > 0; i--) {
            map.put(new FieldKey(text()), value.get());
        }
        return map;
    }
}
