package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.avro.BackfillRecords;
import dev.ghlsync.ingest.avro.LifecycleRecords;
import dev.ghlsync.ingest.avro.SnapshotRecords;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.Backfill;
import dev.ghlsync.ingest.domain.ContactRead;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.domain.LifecycleEvent;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.ingest.publish.PublishOutcome;
import dev.ghlsync.ingest.publish.Publisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what was read. Every method blocks until the broker has it, and repeats what was in doubt: a snapshot that comes twice is harmless. Returns
 * false only if the end was requested first. Safe for concurrent use.
 */
final class SnapshotLog {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotLog.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Publisher publisher;
    private final Backfills backfills;
    private final Ids ids;

    SnapshotLog(Publisher publisher, Backfills backfills, Ids ids) {
        this.publisher = publisher;
        this.backfills = backfills;
        this.ids = ids;
    }

    boolean snapshots(LocationConnection connection, List<ContactRead> reads, Stop stop) {
        List<Outgoing<?>> records = new ArrayList<>();
        for (ContactRead read : reads) {
            records.add(SnapshotRecords.of(read, ids.next(), connection.organizationId()));
        }
        return publish(records, stop);
    }

    boolean progress(LocationConnection connection, Backfill backfill, Stop stop) {
        Outgoing<?> record = BackfillRecords.of(backfill, connection.organizationId());
        while (!stop.requested()) {
            if (publisher.publish(record).join() instanceof PublishOutcome.Stored stored) {
                backfills.apply(stored.offset(), backfill);
                return true;
            }
            pause(1, stop);
        }
        return false;
    }

    boolean event(LifecycleEvent event, LocationConnection connection, Backfill backfill, Stop stop) {
        Map<String, String> attributes = Map.of(
                "runId", backfill.runId(),
                "contacts", Long.toString(backfill.published()),
                "pages", Long.toString(backfill.pages()),
                "hydrated", Long.toString(backfill.hydrated()));
        return publish(
                List.of(LifecycleRecords.event(event, connection, attributes, backfill.updatedAt(), backfill.runId())),
                stop);
    }

    private boolean publish(List<Outgoing<?>> records, Stop stop) {
        List<Outgoing<?>> waiting = records;
        while (!waiting.isEmpty()) {
            if (stop.requested()) {
                return false;
            }
            List<CompletableFuture<PublishOutcome>> outcomes =
                    waiting.stream().map(publisher::publish).toList();
            List<Outgoing<?>> doubtful = new ArrayList<>();
            for (int i = 0; i < outcomes.size(); i++) {
                if (outcomes.get(i).join() instanceof PublishOutcome.Doubtful) {
                    doubtful.add(waiting.get(i));
                }
            }
            waiting = doubtful;
            if (!waiting.isEmpty()) {
                pause(waiting.size(), stop);
            }
        }
        return true;
    }

    private static void pause(int records, Stop stop) {
        LOG.atWarn()
                .addKeyValue("records", records)
                .log("Waiting for the broker, which did not acknowledge what was read from GoHighLevel.");
        stop.await(PAUSE);
    }
}
