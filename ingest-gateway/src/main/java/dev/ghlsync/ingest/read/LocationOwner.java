package dev.ghlsync.ingest.read;

import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.quota.LocationQuotas;
import dev.ghlsync.ghl.quota.QuotaPolicy;
import dev.ghlsync.ingest.config.ReadConfig;
import dev.ghlsync.ingest.connection.ConnectionService;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.consume.OwnedTopics;
import dev.ghlsync.ingest.domain.Fetch;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.ops.ReadMetrics;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.publish.Publisher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of the process that owns a location: its initial sync, and reads that somebody asks for. */
public final class LocationOwner implements OwnedTopics.Owner, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocationOwner.class);

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(3);

    private final Connections connections;
    private final Backfills backfills;
    private final Function<byte[], Fetch> decoder;
    private final ParallelReads parallel;
    private final Fetches fetches;
    private final InitialSyncRuns runs;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param decoder reads the value of a fetch request; may throw while the registry is away */
    public LocationOwner(
            ReadConfig config,
            GhlClient ghl,
            Connections connections,
            ConnectionService service,
            Backfills backfills,
            Publisher publisher,
            Function<byte[], Fetch> decoder,
            ReadMetrics metrics,
            Ids ids,
            InstantSource clock) {
        this.connections = connections;
        this.backfills = backfills;
        this.decoder = decoder;
        var reads = new GhlReads(new LocationQuotas(QuotaPolicy.DEFAULT), metrics, clock);
        var reader = new ContactReader(ghl, reads, connections, service);
        var log = new SnapshotLog(publisher, backfills, ids);
        this.parallel = new ParallelReads(reader, log, config.concurrency());
        this.fetches = new Fetches(connections, reader, parallel, metrics, threads);
        var sync = new InitialSync(reader, parallel, log, backfills, config, ids, clock);
        this.runs = new InitialSyncRuns(connections, sync, threads, clock);
    }

    @Override
    public void tend(Predicate<String> owns) {
        if (connections.loaded() && backfills.loaded()) {
            runs.adjust(owns);
        }
    }

    @Override
    public CompletableFuture<Boolean> handle(List<byte[]> requests, Stop stop) {
        if (!connections.loaded()) {
            return later();
        }
        return CompletableFuture.supplyAsync(
                        () -> fetches.handle(requests.stream().map(decoder).toList(), stop), threads)
                .exceptionallyCompose(thrown -> {
                    LOG.atWarn()
                            .setCause(thrown)
                            .addKeyValue("requests", requests.size())
                            .log("Fetch requests could not be handled; they are tried again in a few seconds.");
                    return later();
                });
    }

    private static CompletableFuture<Boolean> later() {
        return CompletableFuture.supplyAsync(
                () -> false, CompletableFuture.delayedExecutor(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void release(Predicate<String> locations, Duration patience) {
        runs.stop(locations, patience);
    }

    @Override
    public void close() {
        runs.stop(location -> true, Duration.ZERO);
        parallel.close();
        threads.close();
    }
}
