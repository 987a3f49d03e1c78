package dev.ghlsync.ingest.avro;

import dev.ghlsync.avro.AuditEntry;
import dev.ghlsync.ingest.audit.AuditDesk;
import dev.ghlsync.ingest.audit.AuditReport;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.domain.ReadRun;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.ingest.publish.PublishOutcome;
import dev.ghlsync.ingest.publish.Publisher;
import dev.ghlsync.ingest.read.Headroom;
import dev.ghlsync.ingest.read.ReadRuns;
import dev.ghlsync.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Audits on topics: repairs on {@code ghl.snapshots}, the result on {@code ops.audit}, its time on {@code ghl.backfill-progress}. */
public final class AuditTrail implements AuditDesk.Trail {
    private static final int SIZE_ESTIMATE_BYTES = 1024;
    /** Repairs on their way at once. */
    private static final int AT_ONCE = 25;

    private final Publisher publisher;
    private final ReadRuns runs;
    private final Ids ids;
    private final Headroom headroom;
    private final Stop stop;

    /** @param headroom for repairs, which are folded by the threads that fold webhooks */
    public AuditTrail(Publisher publisher, ReadRuns runs, Ids ids, Headroom headroom, Stop stop) {
        this.publisher = publisher;
        this.runs = runs;
        this.ids = ids;
        this.headroom = headroom;
        this.stop = stop;
    }

    /** Few at a time and as fast as they are folded, so that thousands delay no webhook. */
    @Override
    public boolean repair(LocationConnection connection, List<ObjectRead> reads) {
        for (int from = 0; from < reads.size(); from += AT_ONCE) {
            List<ObjectRead> few = reads.subList(from, Math.min(reads.size(), from + AT_ONCE));
            if (!headroom.write(few.size(), stop, () -> published(connection, few))) {
                return false;
            }
        }
        return true;
    }

    private boolean published(LocationConnection connection, List<ObjectRead> reads) {
        List<CompletableFuture<PublishOutcome>> written = reads.stream()
                .map(read -> publisher.publish(SnapshotRecords.of(read, ids.next(), connection.organizationId())))
                .toList();
        return written.stream().map(CompletableFuture::join).allMatch(PublishOutcome.Stored.class::isInstance);
    }

    @Override
    public void ended(LocationConnection connection, AuditReport report, String who, Instant begun) {
        publisher.publish(entry(connection, report, who)).join();
        if (report.stopped() != null) {
            return;
        }
        ReadRun run = ReadRun.begin(
                        connection.locationId(), report.auditId(), connection.epoch(), ReadRun.Phase.AUDIT, null, begun)
                .after(
                        Map.of(ObjectKind.CONTACT.wire(), report.inGhl()),
                        null,
                        report.inGhl(),
                        begun,
                        report.endedAt() == null ? begun : report.endedAt());
        if (publisher.publish(RunRecords.of(run, connection.organizationId())).join()
                instanceof PublishOutcome.Stored stored) {
            runs.apply(stored.offset(), run);
        }
    }

    private Outgoing<AuditEntry> entry(LocationConnection connection, AuditReport report, String who) {
        var value = AuditEntry.newBuilder()
                .setEntryId(report.auditId())
                .setAt(report.endedAt() == null ? report.startedAt() : report.endedAt())
                .setWho(who)
                .setAction(report.repair() ? "audit_repair" : "audit")
                .setLocationId(connection.locationId())
                .setTarget(connection.locationId())
                .setWhy(report.stopped())
                .setEffect(report.isEqual() ? "equal" : "differences found")
                .setCounts(counts(report))
                .setCorrelationId(report.auditId())
                .build();
        return new Outgoing<>(
                Topics.OPS_AUDIT,
                report.auditId(),
                connection.locationId(),
                connection.organizationId(),
                report.auditId(),
                SIZE_ESTIMATE_BYTES,
                value);
    }

    private static Map<String, Long> counts(AuditReport report) {
        Map<String, Long> counts = new TreeMap<>(Map.of(
                "in_ghl", report.inGhl(),
                "here", report.here(),
                "equal", report.equal(),
                "differing", report.differing(),
                "only_there", report.onlyThere(),
                "only_here", report.onlyHere(),
                "deleted_there", report.deletedThere(),
                "unconfirmed", report.unconfirmed(),
                "repaired", report.repaired()));
        report.objects()
                .forEach((kind, ofKind) -> ofKind.forEach((count, number) ->
                        counts.put(kind.list() + "_" + count.name().toLowerCase(Locale.ROOT), number)));
        return counts;
    }
}
