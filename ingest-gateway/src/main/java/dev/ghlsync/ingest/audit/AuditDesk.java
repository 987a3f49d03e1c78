package dev.ghlsync.ingest.audit;

import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts audits and keeps the last reports. Any gateway may audit any location: an audit only reads, and what it repairs are reads, which are harmless
 * in any order. Safe for concurrent use.
 */
public final class AuditDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditDesk.class);
    private static final int AT_ONCE = 4;
    private static final int KEPT = 200;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** An audit that reads nothing for so long leaves its place to another one. */
    private static final Duration IDLE_MAX = Duration.ofMinutes(10);

    private final Connections connections;
    private final Source source;
    private final OurRecords ours;
    private final Trail trail;
    private final Ids ids;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Tally> reports = new LinkedHashMap<>();
    private final Map<Stop, Tally> running = new ConcurrentHashMap<>();

    /** Where audits write. Methods block. */
    public interface Trail {
        /** Publishes reads for the sync; false if the broker does not take them. */
        boolean repair(LocationConnection connection, List<ObjectRead> reads);

        /** Notes the end of an audit on {@code ops.audit}, and when it was. */
        void ended(LocationConnection connection, AuditReport report, String who, Instant begun);
    }

    public AuditDesk(
            Connections connections, Source source, OurRecords ours, Trail trail, Ids ids, InstantSource clock) {
        this.connections = connections;
        this.source = source;
        this.ours = ours;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** Starts an audit; empty if the location is not connected. */
    public Optional<String> start(String locationId, AuditOrder order) {
        Optional<LocationConnection> connection =
                connections.find(locationId).filter(known -> known.isConnected() && !known.isCompany());
        if (connection.isEmpty()) {
            return Optional.empty();
        }
        String auditId = ids.next();
        var tally = new Tally(auditId, locationId, order.repair(), order.deep(), clock.instant());
        keep(auditId, tally);
        threads.execute(() -> run(connection.get(), order, auditId, tally));
        return Optional.of(auditId);
    }

    /** What an audit has found so far; empty if it is not known here. */
    public Optional<AuditReport> find(String locationId, String auditId) {
        synchronized (reports) {
            return Optional.ofNullable(reports.get(auditId))
                    .map(Tally::report)
                    .filter(report -> report.locationId().equals(locationId));
        }
    }

    @Override
    public void close() {
        running.forEach((stop, tally) -> {
            tally.stopped("The gateway stopped; start the audit again.");
            stop.now();
        });
        threads.shutdownNow();
        ours.close();
    }

    private void run(LocationConnection connection, AuditOrder order, String auditId, Tally tally) {
        Instant begun = clock.instant();
        var stop = new Stop();
        running.put(stop, tally);
        places.acquireUninterruptibly();
        try {
            threads.execute(() -> watch(connection, tally, stop));
            new Audit(
                            source,
                            ours,
                            reads -> trail.repair(connection, reads),
                            connection,
                            tally,
                            order,
                            auditId,
                            begun,
                            stop)
                    .run();
        } catch (RuntimeException | Error e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("locationId", connection.locationId())
                    .log("An audit failed.");
            tally.stopped("The audit failed; see the gateway's log.");
        } finally {
            stop.now();
            running.remove(stop);
            places.release();
            tally.ended(clock.instant());
        }
        AuditReport report = tally.report();
        LOG.atInfo()
                .addKeyValue("locationId", report.locationId())
                .addKeyValue("equal", report.equal())
                .addKeyValue("differing", report.differing())
                .addKeyValue("deletedThere", report.deletedThere())
                .addKeyValue("stopped", report.stopped())
                .log("An audit ended.");
        trail.ended(connection, report, order.who(), begun);
    }

    /** Until the audit is over, or must be. */
    private void watch(LocationConnection connection, Tally tally, Stop stop) {
        long moves = tally.moves();
        Instant movedAt = clock.instant();
        while (!stop.await(LOOK_EVERY)) {
            Instant now = clock.instant();
            if (tally.moves() != moves) {
                moves = tally.moves();
                movedAt = now;
            }
            if (!isCurrent(connection)) {
                tally.stopped(
                        "The location was disconnected or connected anew; start the audit again once it is connected.");
                stop.now();
            } else if (!now.isBefore(movedAt.plus(IDLE_MAX))) {
                tally.stopped("Nothing could be read for ten minutes; look whether GoHighLevel answers and whether the"
                        + " location's daily limit is used up, and start the audit again.");
                stop.now();
            }
        }
    }

    private boolean isCurrent(LocationConnection used) {
        return connections
                .find(used.locationId())
                .filter(now -> now.isConnected() && now.epoch() == used.epoch())
                .isPresent();
    }

    private void keep(String auditId, Tally tally) {
        synchronized (reports) {
            reports.put(auditId, tally);
            if (reports.size() > KEPT) {
                reports.remove(reports.keySet().iterator().next());
            }
        }
    }
}
