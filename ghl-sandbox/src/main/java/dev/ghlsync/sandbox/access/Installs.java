package dev.ghlsync.sandbox.access;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the app is installed, and since when. Thread-safe. */
public final class Installs {
    private final Map<String, Instant> since = new TreeMap<>();
    private boolean agency;

    public synchronized void add(String locationId, Instant at) {
        since.putIfAbsent(locationId, at);
    }

    public synchronized boolean remove(String locationId) {
        return since.remove(locationId) != null;
    }

    public synchronized Optional<Instant> since(String locationId) {
        return Optional.ofNullable(since.get(locationId));
    }

    /** Whether the app hears of this location's events; the empty id stands for the agency. */
    public synchronized boolean covers(String locationId) {
        return locationId.isEmpty() || since.containsKey(locationId);
    }

    /** The whole agency has the app, also in locations to come. */
    public synchronized void addAgency() {
        agency = true;
    }

    public synchronized boolean hasAgency() {
        return agency;
    }

    public synchronized Map<String, Instant> all() {
        return new TreeMap<>(since);
    }
}
