package dev.ghlsync.sandbox.access;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the app is installed, and since when. Thread-safe. */
public final class Installs {
    private final Map<String, Instant> since = new TreeMap<>();

    public synchronized void add(String locationId, Instant at) {
        since.putIfAbsent(locationId, at);
    }

    public synchronized boolean remove(String locationId) {
        return since.remove(locationId) != null;
    }

    public synchronized Optional<Instant> since(String locationId) {
        return Optional.ofNullable(since.get(locationId));
    }

    public synchronized Map<String, Instant> all() {
        return new TreeMap<>(since);
    }
}
