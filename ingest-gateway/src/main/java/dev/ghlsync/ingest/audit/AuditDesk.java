package dev.ghlsync.ingest.audit;

import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.source.Source;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final Connections connections;
    private final Source source;
    private final OurRecords ours;
    private final Trail trail;
    private final Ids ids;
    private final InstantSource clock;
    private final Stop stop = new Stop();
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Tally> reports = new LinkedHashMap<>();

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
        stop.now();
        threads.shutdownNow();
        ours.close();
    }

    private void run(LocationConnection connection, AuditOrder order, String auditId, Tally tally) {
        Instant begun = clock.instant();
        places.acquireUninterruptibly();
        try {
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

    private void keep(String auditId, Tally tally) {
        synchronized (reports) {
            reports.put(auditId, tally);
            if (reports.size() > KEPT) {
                reports.remove(reports.keySet().iterator().next());
            }
        }
    }
}
