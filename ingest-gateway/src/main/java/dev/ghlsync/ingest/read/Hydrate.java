package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.consume.Received;
import dev.ghlsync.ingest.domain.Fetch;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.ops.ReadMetrics;
import dev.ghlsync.ingest.ops.ReadMetrics.FetchOutcome;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.source.GhlReads.Manner;
import dev.ghlsync.ingest.source.Reading;
import dev.ghlsync.ingest.source.Result;
import dev.ghlsync.ingest.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads single objects that somebody asks for. Requests for one object that come close together become one read, made after the last of them, so that
 * it shows what all of them saw. What HighLevel does not answer in a few attempts becomes a dead letter. The number of objects that wait is bounded
 * per location; what is too much is left to the next reconcile. Safe for concurrent use.
 */
final class Hydrate {
    private static final Duration DEBOUNCE = Duration.ofMillis(200);
    private static final int WAITING_MAX = 1_000;

    private final Connections connections;
    private final Source source;
    private final OwnerWrites writes;
    private final DeadFetches dead;
    private final ReadMetrics metrics;
    private final Executor threads;
    private final Map<Wanted, Waiting> waiting = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> perLocation = new ConcurrentHashMap<>();

    Hydrate(
            Connections connections,
            Source source,
            OwnerWrites writes,
            DeadFetches dead,
            ReadMetrics metrics,
            Executor threads) {
        this.connections = connections;
        this.source = source;
        this.writes = writes;
        this.dead = dead;
        this.metrics = metrics;
        this.threads = threads;
    }

    /** Completes with true when the object is read, or never will be; with false if it must be given again; exceptionally if reading it failed. */
    CompletableFuture<Boolean> take(Fetch fetch, Received record, Stop stop) {
        var mine = new CompletableFuture<Boolean>();
        var wanted = new Wanted(fetch.locationId(), fetch.kind(), fetch.objectId());
        var joins = new AtomicBoolean();
        waiting.compute(wanted, (key, known) -> {
            joins.set(known != null);
            Waiting group = known == null ? new Waiting(fetch, record, stop, new ArrayList<>()) : known;
            group.askers.add(mine);
            return group;
        });
        if (joins.get()) {
            metrics.fetch(fetch.kind(), FetchOutcome.DUPLICATE);
            return mine;
        }
        AtomicInteger count = perLocation.computeIfAbsent(fetch.locationId(), id -> new AtomicInteger());
        if (count.incrementAndGet() > WAITING_MAX) {
            metrics.fetch(fetch.kind(), FetchOutcome.TOO_MANY);
            end(wanted, count, true);
            return mine;
        }
        Executor later = CompletableFuture.delayedExecutor(DEBOUNCE.toMillis(), TimeUnit.MILLISECONDS, threads);
        later.execute(() -> read(wanted, count));
        return mine;
    }

    private void read(Wanted wanted, AtomicInteger count) {
        Waiting group = waiting.remove(wanted);
        if (group == null) {
            return;
        }
        try {
            boolean done = read(group);
            group.askers.forEach(asker -> asker.complete(done));
        } catch (RuntimeException | Error e) {
            group.askers.forEach(asker -> asker.completeExceptionally(e));
        } finally {
            count.decrementAndGet();
        }
    }

    private void end(Wanted wanted, AtomicInteger count, boolean result) {
        count.decrementAndGet();
        Waiting group = waiting.remove(wanted);
        if (group != null) {
            group.askers.forEach(asker -> asker.complete(result));
        }
    }

    private boolean read(Waiting group) {
        Fetch fetch = group.fetch;
        Optional<LocationConnection> connection =
                connections.find(fetch.locationId()).filter(LocationConnection::isConnected);
        if (connection.isEmpty()) {
            metrics.fetch(fetch.kind(), FetchOutcome.NOT_CONNECTED);
            return true;
        }
        var reading =
                new Reading(connection.get(), ObjectRead.Purpose.HYDRATE, null, fetch.correlationId(), group.stop);
        return switch (source.byId(reading, Manner.PROMPT, fetch.kind(), fetch.objectId(), fetch.parentId())) {
            case Result.Got<ObjectRead>(ObjectRead read) -> {
                boolean written = writes.reads(connection.get(), List.of(read), group.stop);
                if (written) {
                    metrics.fetch(fetch.kind(), FetchOutcome.READ);
                }
                yield written;
            }
            case Result.Stopped<ObjectRead> ignored -> false;
            case Result.Disconnected<ObjectRead>(String reason) -> disconnected(group, connection.get(), reason);
            case Result.Missing<ObjectRead> ignored -> buried(group, "not_found");
            case Result.Impossible<ObjectRead>(String reason) -> buried(group, reason);
            case Result.GaveUp<ObjectRead>(String reason) -> buried(group, reason);
        };
    }

    /** A token that could not be renewed now may be later: the request is over only with the connection. */
    private boolean disconnected(Waiting group, LocationConnection used, String reason) {
        Optional<LocationConnection> now = connections.find(used.locationId()).filter(LocationConnection::isConnected);
        if (now.isEmpty()) {
            metrics.fetch(group.fetch.kind(), FetchOutcome.NOT_CONNECTED);
            return true;
        }
        return now.get().epoch() == used.epoch() && buried(group, reason);
    }

    private boolean buried(Waiting group, String reason) {
        metrics.fetch(group.fetch.kind(), FetchOutcome.DEAD);
        return dead.bury(group.record, group.fetch, reason);
    }

    private record Wanted(String locationId, ObjectKind kind, String objectId) {}

    private record Waiting(Fetch fetch, Received record, Stop stop, List<CompletableFuture<Boolean>> askers) {}
}
