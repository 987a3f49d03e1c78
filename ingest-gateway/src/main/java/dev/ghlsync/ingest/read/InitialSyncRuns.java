package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.ops.Stop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the initial syncs of the locations this process owns. Used by one thread. */
final class InitialSyncRuns {
    private static final Logger LOG = LoggerFactory.getLogger(InitialSyncRuns.class);
    private static final int RUNNING_MAX = 16;
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(30);

    private final Connections connections;
    private final InitialSync sync;
    private final Executor threads;
    private final InstantSource clock;
    private final Map<String, Run> runs = new HashMap<>();
    private final Map<String, Ended> ended = new HashMap<>();

    InitialSyncRuns(Connections connections, InitialSync sync, Executor threads, InstantSource clock) {
        this.connections = connections;
        this.sync = sync;
        this.threads = threads;
        this.clock = clock;
    }

    /** Brings what runs in line with the connections. {@code owned} says which locations are this process's. */
    void adjust(Predicate<String> owned) {
        runs.entrySet().removeIf(entry -> isOver(entry.getKey(), entry.getValue()));
        for (Map.Entry<String, Run> entry : runs.entrySet()) {
            boolean current = owned.test(entry.getKey())
                    && connections
                            .find(entry.getKey())
                            .filter(now -> now.isConnected()
                                    && now.epoch() == entry.getValue().epoch())
                            .isPresent();
            if (!current) {
                entry.getValue().stop().now();
            }
        }
        for (LocationConnection connection : connections.all()) {
            if (runs.size() < RUNNING_MAX
                    && !runs.containsKey(connection.locationId())
                    && owned.test(connection.locationId())
                    && mayStart(connection)
                    && sync.isDue(connection)) {
                start(connection);
            }
        }
    }

    /** Stops the runs of these locations and waits for them, at most {@code patience}. */
    void stop(Predicate<String> locations, Duration patience) {
        var stopping = runs.entrySet().stream()
                .filter(entry -> locations.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        stopping.forEach(run -> run.stop().now());
        CompletableFuture.allOf(stopping.stream().map(Run::done).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, patience.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                .join();
    }

    private void start(LocationConnection connection) {
        var stop = new Stop();
        CompletableFuture<Void> done = CompletableFuture.runAsync(() -> sync.run(connection, stop), threads)
                .exceptionally(bug -> {
                    LOG.atError()
                            .setCause(bug)
                            .addKeyValue("locationId", connection.locationId())
                            .log("The initial sync failed; it is tried again later.");
                    return null;
                });
        runs.put(connection.locationId(), new Run(connection.epoch(), stop, done));
    }

    private boolean isOver(String locationId, Run run) {
        if (!run.done().isDone()) {
            return false;
        }
        ended.put(locationId, new Ended(run.epoch(), clock.instant()));
        return true;
    }

    private boolean mayStart(LocationConnection connection) {
        Ended last = ended.get(connection.locationId());
        return last == null
                || last.epoch() != connection.epoch()
                || !clock.instant().isBefore(last.at().plus(AGAIN_AFTER));
    }

    private record Run(long epoch, Stop stop, CompletableFuture<Void> done) {}

    private record Ended(long epoch, Instant at) {}
}
