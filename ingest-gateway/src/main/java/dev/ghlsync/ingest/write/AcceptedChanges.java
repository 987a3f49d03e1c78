package dev.ghlsync.ingest.write;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changes this process accepted lately, so that one which the query API has not seen yet is told from one that never was. Safe for concurrent use. */
public final class AcceptedChanges {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int COUNT_MAX = 100_000;

    private final InstantSource clock;
    private final Map<String, Instant> acceptedAt = new LinkedHashMap<>();

    public AcceptedChanges(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(String locationId, String changeId) {
        String key = key(locationId, changeId);
        acceptedAt.remove(key);
        acceptedAt.put(key, clock.instant());
        var oldest = acceptedAt.entrySet().iterator();
        Instant limit = clock.instant().minus(KEPT);
        while (oldest.hasNext()) {
            boolean expired = oldest.next().getValue().isBefore(limit);
            if (!expired && acceptedAt.size() <= COUNT_MAX) {
                return;
            }
            oldest.remove();
        }
    }

    /** Whether the change was accepted here within the last 24 hours, if not more than 100,000 were accepted since. */
    public synchronized boolean contains(String locationId, String changeId) {
        Instant at = acceptedAt.get(key(locationId, changeId));
        return at != null && !at.isBefore(clock.instant().minus(KEPT));
    }

    private static String key(String locationId, String changeId) {
        return locationId + ' ' + changeId;
    }
}
