package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.domain.ReadRun;
import dev.ghlsync.ingest.domain.ReadRun.Phase;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The last known run of every phase of every location. Safe for concurrent use. */
public final class ReadRuns {
    private final ConcurrentMap<String, Known> byKey = new ConcurrentHashMap<>();
    private volatile boolean loaded;

    /** Takes a run in, unless a later record of it is known. */
    public void apply(long offset, ReadRun run) {
        byKey.merge(
                key(run.locationId(), run.phase()),
                new Known(offset, run),
                (known, next) -> known.offset > next.offset ? known : next);
    }

    /** Called once everything that was on the topic at start is here. */
    public void caughtUp() {
        loaded = true;
    }

    public boolean loaded() {
        return loaded;
    }

    public Optional<ReadRun> find(String locationId, Phase phase) {
        return Optional.ofNullable(byKey.get(key(locationId, phase))).map(Known::run);
    }

    private static String key(String locationId, Phase phase) {
        return locationId + '\0' + phase.name();
    }

    private record Known(long offset, ReadRun run) {}
}
