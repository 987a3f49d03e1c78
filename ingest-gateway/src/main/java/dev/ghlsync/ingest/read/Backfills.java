package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.domain.Backfill;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The last known progress of every location's initial sync. Safe for concurrent use. */
public final class Backfills {
    private final ConcurrentMap<String, Known> byLocation = new ConcurrentHashMap<>();
    private volatile boolean loaded;

    /** Takes a progress in, unless a later record of the location is known. */
    public void apply(long offset, Backfill backfill) {
        byLocation.merge(
                backfill.locationId(),
                new Known(offset, backfill),
                (known, next) -> known.offset > next.offset ? known : next);
    }

    /** Called once everything that was on the topic at start is here. */
    public void caughtUp() {
        loaded = true;
    }

    public boolean loaded() {
        return loaded;
    }

    public Optional<Backfill> find(String locationId) {
        return Optional.ofNullable(byLocation.get(locationId)).map(Known::backfill);
    }

    private record Known(long offset, Backfill backfill) {}
}
