package dev.ghlsync.sync.step;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Contacts that asked to be looked at again at a time. */
final class Wakes {
    private final KeyValueStore<String, String> wakes;

    /** @param store name of the store they are kept in */
    Wakes(ProcessingContext context, String store) {
        wakes = context.getStateStore(store);
    }

    /** A contact whose time has come; epoch ms. */
    record Due(long dueAt, String locationId, String contactId) {}

    /** Up to {@code limit} contacts due by {@code now}, the most overdue first; each is forgotten. */
    List<Due> due(long now, int limit) {
        var keys = new ArrayList<String>();
        try (var entries = wakes.range(null, Keys.due(now + 1))) {
            while (entries.hasNext() && keys.size() < limit) {
                keys.add(entries.next().key);
            }
        }
        var due = new ArrayList<Due>(keys.size());
        for (var key : keys) {
            wakes.delete(key);
            var parts = Keys.parts(key);
            due.add(new Due(Long.parseLong(parts[0]), parts[1], parts[2]));
        }
        return due;
    }
}
