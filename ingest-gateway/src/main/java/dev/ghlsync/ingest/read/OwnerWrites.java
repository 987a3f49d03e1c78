package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.avro.LifecycleRecords;
import dev.ghlsync.ingest.avro.RunRecords;
import dev.ghlsync.ingest.avro.SnapshotRecords;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.domain.LifecycleEvent;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.domain.ReadRun;
import dev.ghlsync.ingest.fence.Insistent;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.publish.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes what an owner read. Every method blocks until it is visible, and repeats what was in doubt: a snapshot that comes twice is harmless. Returns
 * false if the end was requested first, or if the location has another owner now. Safe for concurrent use.
 */
final class OwnerWrites {
    private final Insistent log;
    private final ReadRuns runs;
    private final Ids ids;

    OwnerWrites(Insistent log, ReadRuns runs, Ids ids) {
        this.log = log;
        this.runs = runs;
        this.ids = ids;
    }

    boolean reads(LocationConnection connection, List<ObjectRead> reads, Stop stop) {
        return reads.isEmpty() || log.write(connection.locationId(), snapshots(connection, reads), stop) != null;
    }

    /** A page together with the progress it makes, and with the event that tells of it. */
    boolean page(
            LocationConnection connection,
            List<ObjectRead> reads,
            ReadRun progress,
            @Nullable LifecycleEvent event,
            Stop stop) {
        List<Outgoing<?>> records = snapshots(connection, reads);
        if (event != null) {
            Map<String, String> attributes = new TreeMap<>();
            progress.counts().forEach((name, count) -> attributes.put(name, Long.toString(count)));
            attributes.put("runId", progress.runId());
            records.add(LifecycleRecords.event(
                    event, connection, attributes, progress.runId(), progress.updatedAt(), progress.runId()));
        }
        records.add(RunRecords.of(progress, connection.organizationId()));
        List<Long> offsets = log.write(connection.locationId(), records, stop);
        if (offsets == null) {
            return false;
        }
        runs.apply(offsets.getLast(), progress);
        return true;
    }

    private List<Outgoing<?>> snapshots(LocationConnection connection, List<ObjectRead> reads) {
        List<Outgoing<?>> records = new ArrayList<>();
        for (ObjectRead read : reads) {
            records.add(SnapshotRecords.of(read, ids.next(), connection.organizationId()));
        }
        return records;
    }
}
