package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.config.ReadConfig;
import dev.ghlsync.ingest.connection.ConnectionChange;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.consume.Owner;
import dev.ghlsync.ingest.consume.Received;
import dev.ghlsync.ingest.consume.Turn;
import dev.ghlsync.ingest.domain.Fetch;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.fence.Insistent;
import dev.ghlsync.ingest.ops.ReadMetrics;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.source.Source;
import dev.ghlsync.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of the process that owns a location: its runs, reads that somebody asks for, and changes of its connection. */
public final class LocationOwner implements Owner, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocationOwner.class);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(3);
    private static final CompletableFuture<Boolean> DONE = CompletableFuture.completedFuture(true);

    private final Connections connections;
    private final ReadRuns runs;
    private final Function<byte[], OwnerRequest> decoder;
    private final RunBoard board;
    private final Hydrate hydrate;
    private final ConnectionWork connectionWork;
    private final ReadMetrics metrics;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FanOut fanOut;
    private final SilenceWatch silence;
    private final DeadFetches dead;
    private final InstantSource clock;
    private final FailingRequests failing = new FailingRequests();

    /** What the owner does about connections. Methods may block, but {@link #tend}. */
    public interface ConnectionWork {
        /** Returns false if it must be given again. */
        boolean change(ConnectionChange change, Stop stop);

        /** Returns false if it must be given again. */
        boolean refresh(OwnerRequest.RefreshToken request, Stop stop);

        /** Sees every webhook of the locations; returns quickly whether {@link #webhook} has to do something about it. */
        boolean concerns(Received record);

        /** Returns false if it must be given again. */
        boolean webhook(Received record, Stop stop);

        /** Called several times a second on one thread. */
        void tend(Predicate<String> owns);
    }

    /**
     * Puts the owner's work together.
     *
     * @param headroom room for what runs write
     * @param decoder reads the value of a request; may throw while the registry is away
     */
    public LocationOwner(
            ReadConfig config,
            Source source,
            Connections connections,
            ReadRuns runs,
            Insistent log,
            Headroom headroom,
            Function<byte[], OwnerRequest> decoder,
            DeadFetches dead,
            ConnectionWork connectionWork,
            ReadMetrics metrics,
            Ids ids,
            InstantSource clock) {
        this.connections = connections;
        this.runs = runs;
        this.decoder = decoder;
        this.connectionWork = connectionWork;
        this.metrics = metrics;
        this.dead = dead;
        this.clock = clock;
        this.fanOut = new FanOut(source, config.concurrency());
        var writes = new OwnerWrites(log, headroom, runs, ids);
        this.silence = new SilenceWatch(config.rhythm().silentAfter());
        var walk = new Walk(new RunPages(source, fanOut, config, clock), writes, silence, clock);
        var agenda = new Agenda(runs, ids, config.rhythm());
        this.board = new RunBoard(connections, agenda, walk, threads, config.runsMax(), clock);
        this.hydrate = new Hydrate(connections, source, writes, dead, metrics, threads);
    }

    @Override
    public void tend(Predicate<String> owns) {
        if (connections.loaded() && runs.loaded()) {
            board.adjust(owns);
            connectionWork.tend(owns);
        }
    }

    @Override
    public CompletableFuture<Boolean> handle(Received record, Turn turn, Stop stop) {
        if (!connections.loaded()) {
            return later();
        }
        if (record.topic().equals(Topics.GHL_WEBHOOKS.name())) {
            silence.heard(record.key());
            if (!connectionWork.concerns(record)) {
                return DONE;
            }
        }
        return CompletableFuture.completedFuture(record)
                .thenComposeAsync(each -> begin(each, turn, stop), threads)
                .exceptionallyCompose(thrown -> {
                    LOG.atWarn()
                            .setCause(thrown)
                            .addKeyValue("record", record)
                            .log("A request could not be handled; it is tried again in a few seconds.");
                    return later();
                });
    }

    @Override
    public void release(Predicate<String> locations, Duration patience) {
        board.stop(locations, patience);
    }

    @Override
    public void close() {
        board.stop(location -> true, Duration.ZERO);
        fanOut.close();
        threads.close();
    }

    /** Changes of one connection are made one after another, in the order of their topic. */
    private CompletableFuture<Boolean> begin(Received record, Turn turn, Stop stop) {
        if (record.topic().equals(Topics.GHL_WEBHOOKS.name())) {
            return turn.comes().thenApplyAsync(mine -> mine && connectionWork.webhook(record, stop), threads);
        }
        OwnerRequest asked;
        try {
            asked = decoder.apply(record.value());
        } catch (RuntimeException e) {
            return failed(record, null, e);
        }
        return switch (asked) {
            case OwnerRequest.ReadObject(var fetch) -> {
                turn.pass();
                yield hydrate.take(fetch, record, stop)
                        .exceptionallyComposeAsync(thrown -> failed(record, fetch, thrown), threads);
            }
            case OwnerRequest.RefreshToken request -> {
                turn.pass();
                yield CompletableFuture.completedFuture(connectionWork.refresh(request, stop));
            }
            case OwnerRequest.ChangeConnection(var change) ->
                turn.comes().thenApplyAsync(mine -> mine && connectionWork.change(change, stop), threads);
            case OwnerRequest.Unknown ignored -> {
                metrics.unknownRequest();
                yield CompletableFuture.completedFuture(true);
            }
        };
    }

    /** A request that fails every time would hold up all behind it. */
    private CompletableFuture<Boolean> failed(Received record, @Nullable Fetch fetch, Throwable thrown) {
        boolean isHopeless = fetch == null && !isOfASchema(record.value());
        LOG.atWarn()
                .setCause(thrown)
                .addKeyValue("record", record)
                .log("A request could not be handled; it is tried again, or kept on sync.dlq after five minutes.");
        if (!isHopeless && !failing.forTooLong(record, clock.instant())) {
            return later();
        }
        if (!dead.bury(record, fetch, fetch == null ? "unreadable_bytes" : "unexpected_error")) {
            return later();
        }
        failing.over(record);
        return DONE;
    }

    /** Whether bytes begin with a zero and the id of a schema, as all do that can be read. */
    private static boolean isOfASchema(byte[] value) {
        return value.length >= 5 && value[0] == 0;
    }

    private static CompletableFuture<Boolean> later() {
        return CompletableFuture.supplyAsync(
                () -> false, CompletableFuture.delayedExecutor(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS));
    }
}
