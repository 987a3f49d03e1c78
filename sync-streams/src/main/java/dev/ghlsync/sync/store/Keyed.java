package dev.ghlsync.sync.store;

import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Maps by field. */
final class Keyed {
    private Keyed() {}

    static <V extends @Nullable Object> void write(SortedMap<FieldKey, V> map, ByteWriter out, Consumer<V> value) {
        out.list(map.entrySet(), entry -> {
            out.text(entry.getKey().name());
            value.accept(entry.getValue());
        });
    }

    static <V extends @Nullable Object> SortedMap<FieldKey, V> read(ByteReader in, Supplier<V> value) {
        var map = new TreeMap<FieldKey, V>();
        in.list(() -> {
            var key = new FieldKey(in.text());
            map.put(key, value.get());
            return key;
        });
        return map;
    }
}
