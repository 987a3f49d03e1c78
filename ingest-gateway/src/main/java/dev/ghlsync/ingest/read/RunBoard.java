package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.read.Agenda.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the runs of the locations this process owns, at most one per location. Used by one thread. */
final class RunBoard {
    private static final Logger LOG = LoggerFactory.getLogger(RunBoard.class);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(30);

    private final Connections connections;
    private final Agenda agenda;
    private final Walk walk;
    private final Executor threads;
    private final int runningMax;
    private final InstantSource clock;
    private final Map<String, Running> running = new HashMap<>();
    private final Map<String, Ended> failed = new HashMap<>();

    /** @param runningMax runs at once; each holds at most two pages in memory */
    RunBoard(Connections connections, Agenda agenda, Walk walk, Executor threads, int runningMax, InstantSource clock) {
        this.connections = connections;
        this.agenda = agenda;
        this.walk = walk;
        this.threads = threads;
        this.runningMax = runningMax;
        this.clock = clock;
    }

    /** Brings what runs in line with the connections. {@code owned} says which locations are this process's. */
    void adjust(Predicate<String> owned) {
        running.entrySet().removeIf(entry -> isOver(entry.getKey(), entry.getValue()));
        for (Map.Entry<String, Running> entry : running.entrySet()) {
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
        Instant now = clock.instant();
        for (LocationConnection connection : connections.all()) {
            String location = connection.locationId();
            if (running.size() < runningMax
                    && !running.containsKey(location)
                    && owned.test(location)
                    && mayStart(connection, now)) {
                Optional<Due> due = agenda.next(connection, now);
                due.ifPresent(next -> start(connection, next));
            }
        }
    }

    /** Stops the runs of these locations and waits for them, at most {@code patience}. */
    void stop(Predicate<String> locations, Duration patience) {
        var stopping = running.entrySet().stream()
                .filter(entry -> locations.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        stopping.forEach(run -> run.stop().now());
        CompletableFuture.allOf(stopping.stream().map(Running::done).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private void start(LocationConnection connection, Due due) {
        var stop = new Stop();
        CompletableFuture<Boolean> done = CompletableFuture.supplyAsync(
                        () -> walk.toTheEnd(connection, due.run(), due.isNew(), stop) != null, threads)
                .exceptionally(bug -> {
                    LOG.atError()
                            .setCause(bug)
                            .addKeyValue("locationId", connection.locationId())
                            .log("A run over a location failed; it is tried again later.");
                    return false;
                });
        running.put(connection.locationId(), new Running(connection.epoch(), stop, done));
    }

    private boolean isOver(String locationId, Running run) {
        if (!run.done().isDone()) {
            return false;
        }
        // A run that was stopped may go on at once, when the location comes back.
        if (run.done().join() || run.stop().requested()) {
            failed.remove(locationId);
        } else {
            failed.put(locationId, new Ended(run.epoch(), clock.instant()));
        }
        return true;
    }

    private boolean mayStart(LocationConnection connection, Instant now) {
        Ended last = failed.get(connection.locationId());
        return last == null
                || last.epoch() != connection.epoch()
                || !now.isBefore(last.at().plus(AGAIN_AFTER));
    }

    private record Running(long epoch, Stop stop, CompletableFuture<Boolean> done) {}

    private record Ended(long epoch, Instant at) {}
}
