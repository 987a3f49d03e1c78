package dev.ghlsync.sandbox.locations;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The tags a location knows: every tag ever put on a contact and those made by hand. Thread-safe. */
public final class TagList {
    private final Map<String, String> idByName = new LinkedHashMap<>();
    private final Supplier<String> ids;

    public TagList(Supplier<String> ids) {
        this.ids = ids;
    }

    /** The id of the tag, which is made when it is new. */
    public synchronized String know(String name) {
        return idByName.computeIfAbsent(name, unknown -> ids.get());
    }

    public synchronized Map<String, String> all() {
        return new LinkedHashMap<>(idByName);
    }

    public synchronized Optional<String> nameOf(String id) {
        return idByName.entrySet().stream()
                .filter(entry -> entry.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    public synchronized boolean rename(String id, String name) {
        Optional<String> old = nameOf(id);
        old.ifPresent(idByName::remove);
        old.ifPresent(gone -> idByName.put(name, id));
        return old.isPresent();
    }

    public synchronized boolean forget(String id) {
        return idByName.values().remove(id);
    }
}
