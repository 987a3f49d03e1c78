package dev.ghlsync.sync.step;

import java.util.ArrayList;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Walks through a store a little at a time and deletes what has expired, again and again; a restart begins at the front. */
final class Sweep {
    private static final int ENTRIES_PER_RUN = 500;

    private @Nullable String next;

    <V> void run(KeyValueStore<String, V> store, Predicate<KeyValue<String, V>> expired) {
        var deleted = new ArrayList<String>();
        String last = null;
        int seen = 0;
        try (var entries = store.range(next, null)) {
            while (entries.hasNext() && seen < ENTRIES_PER_RUN) {
                var entry = entries.next();
                last = entry.key;
                seen++;
                if (expired.test(entry)) {
                    deleted.add(entry.key);
                }
            }
        }
        deleted.forEach(store::delete);
        // The smallest key after the last one; from the front when the end was reached.
        next = seen < ENTRIES_PER_RUN ? null : last + '\0';
    }
}
