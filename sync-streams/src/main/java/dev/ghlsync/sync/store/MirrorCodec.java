package dev.ghlsync.sync.store;

import dev.ghlsync.sync.domain.mirror.Asking;
import dev.ghlsync.sync.domain.mirror.Datum;
import dev.ghlsync.sync.domain.mirror.History;
import dev.ghlsync.sync.domain.mirror.Kind;
import dev.ghlsync.sync.domain.mirror.Lifespan;
import dev.ghlsync.sync.domain.mirror.Mirrored;
import dev.ghlsync.sync.domain.mirror.Picture;
import dev.ghlsync.sync.domain.mirror.Reading;
import dev.ghlsync.sync.domain.mirror.Sighting;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An object of GoHighLevel. */
public final class MirrorCodec extends StoreCodec<Mirrored> {
    private static final Codes<Kind> KINDS = Codes.of(
            Kind.class,
            List.of(
                    Kind.BOOKING,
                    Kind.OPPORTUNITY,
                    Kind.TASK,
                    Kind.TAG,
                    Kind.CUSTOM_FIELD,
                    Kind.PIPELINE,
                    Kind.CALENDAR));
    private static final Codes<Sighting.Source> SOURCES = Codes.of(
            Sighting.Source.class, List.of(Sighting.Source.INDEX, Sighting.Source.WEBHOOK, Sighting.Source.READ));
    private static final Codes<Reading> READINGS = Codes.of(
            Reading.class,
            List.of(
                    Reading.CONTRADICTION,
                    Reading.NOT_STATED,
                    Reading.DELETED_THEN_SEEN,
                    Reading.TASK_WITHOUT_CONTACT,
                    Reading.CHANGE_TIMES,
                    Reading.AMBIGUOUS_TYPE));

    public MirrorCodec() {
        super("object", 1);
    }

    @Override
    void write(Mirrored object, ByteWriter out) {
        KINDS.write(object.kind(), out);
        out.text(object.locationId());
        out.text(object.id());
        out.text(object.ghlId());
        out.text(object.contactId());
        var history = object.history();
        out.flag(history.base() != null);
        if (history.base() != null) {
            map(history.base().values(), out, out::text);
        }
        out.time(history.baseAt());
        out.list(history.sightings(), sighting -> {
            out.time(sighting.at());
            out.time(sighting.said());
            SOURCES.write(sighting.source(), out);
            map(sighting.values(), out, out::text);
        });
        out.time(object.lifespan().foundAt());
        out.time(object.lifespan().goneFirst());
        out.time(object.lifespan().goneLast());
        map(object.told(), out, out::number);
        map(object.names(), out, out::text);
        map(object.data(), out, datum -> {
            out.text(datum.value());
            out.time(datum.changedAt());
        });
        READINGS.write(object.asking().reason(), out);
        out.time(object.asking().dueAt());
        out.time(object.asking().askedAt());
        out.text(object.asking().correlationId());
        out.number(object.version());
        out.time(object.createdAt());
        out.time(object.updatedAt());
    }

    @Override
    Mirrored read(ByteReader in, int version) {
        return new Mirrored(
                KINDS.read(in),
                in.text(),
                in.text(),
                in.text(),
                in.textOrNull(),
                new History(
                        in.flag() ? new Picture(map(in, in::text)) : null,
                        in.time(),
                        in.list(() -> new Sighting(
                                in.time(),
                                in.time(),
                                SOURCES.read(in),
                                MirrorCodec.<@Nullable String>map(in, in::textOrNull)))),
                new Lifespan(in.time(), in.time(), in.time()),
                map(in, in::number),
                map(in, in::text),
                map(in, () -> new Datum(in.textOrNull(), in.time())),
                new Asking(READINGS.readOrNull(in), in.time(), in.time(), in.textOrNull()),
                in.number(),
                in.time(),
                in.time());
    }

    private static <V extends @Nullable Object> void map(SortedMap<String, V> map, ByteWriter out, Consumer<V> value) {
        out.list(map.entrySet(), entry -> {
            out.text(entry.getKey());
            value.accept(entry.getValue());
        });
    }

    private static <V extends @Nullable Object> SortedMap<String, V> map(ByteReader in, Supplier<V> value) {
        var map = new TreeMap<String, V>();
        in.list(() -> {
            var key = in.text();
            map.put(key, value.get());
            return key;
        });
        return map;
    }
}
