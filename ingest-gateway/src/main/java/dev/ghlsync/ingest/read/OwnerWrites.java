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
    /** So many records at a time of a page; webhooks come in between. */
    private static final int CHUNK = 25;

    private final Insistent log;
    private final Headroom headroom;
    private final ReadRuns runs;
    private final Ids ids;

    OwnerWrites(Insistent log, Headroom headroom, ReadRuns runs, Ids ids) {
        this.log = log;
        this.headroom = headroom;
        this.runs = runs;
        this.ids = ids;
    }

    boolean reads(LocationConnection connection, List<ObjectRead> reads, Stop stop) {
        return reads.isEmpty() || log.write(connection.locationId(), snapshots(connection, reads), stop) != null;
    }

    /**
     * A page, and with its last records the progress it makes and the event that tells of it: who goes on after an end in between writes the page
     * again.
     */
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
        int from = 0;
        for (; records.size() - from > CHUNK; from += CHUNK) {
            List<Outgoing<?>> chunk = records.subList(from, from + CHUNK);
            if (!headroom.write(CHUNK, stop, () -> log.write(connection.locationId(), chunk, stop) != null)) {
                return false;
            }
        }
        List<Outgoing<?>> last = records.subList(from, records.size());
        return headroom.write(last.size(), stop, () -> {
            List<Long> offsets = log.write(connection.locationId(), last, stop);
            if (offsets != null) {
                runs.apply(offsets.getLast(), progress);
            }
            return offsets != null;
        });
    }

    private List<Outgoing<?>> snapshots(LocationConnection connection, List<ObjectRead> reads) {
        List<Outgoing<?>> records = new ArrayList<>();
        for (ObjectRead read : reads) {
            records.add(SnapshotRecords.of(read, ids.next(), connection.organizationId()));
        }
        return records;
    }
}
