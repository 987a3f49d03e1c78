package dev.ghlsync.push.avro;

import dev.ghlsync.avro.FieldOutcome;
import dev.ghlsync.avro.FieldResult;
import dev.ghlsync.avro.PushOutcome;
import dev.ghlsync.avro.PushResult;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.push.domain.FieldReport;
import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.domain.Settlement;
import dev.ghlsync.push.domain.Snapshot;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Settlements as records. */
public final class ResultAvro {
    /** Largest contact carried along; a larger one would not fit a Kafka record, and the field outcomes say enough. */
    public static final int SNAPSHOT_BYTES_MAX = 512 * 1024;

    private ResultAvro() {}

    /** @param maybeSent whether a version that was superseded or parked may have reached GoHighLevel all the same */
    public static PushResult of(PushWish wish, Settlement settlement, boolean maybeSent, Instant now) {
        Snapshot snapshot = settlement.snapshot();
        Snapshot carried = snapshot == null || snapshot.json().length > SNAPSHOT_BYTES_MAX ? null : snapshot;
        return PushResult.newBuilder()
                .setLocationId(wish.locationId())
                .setContactId(wish.contactId())
                .setVersion(wish.version())
                .setAttempt(wish.attempt())
                .setOutcome(outcome(settlement.outcome()))
                .setReason(
                        settlement.reason() == null ? null : settlement.reason().code())
                .setGhlContactId(settlement.ghlContactId())
                .setFields(settlement.fields().stream().map(ResultAvro::field).toList())
                .setHttpStatus(settlement.httpStatus())
                .setSnapshot(carried == null ? null : ByteBuffer.wrap(carried.json()))
                .setSnapshotSource(carried == null ? null : source(carried.source()))
                .setSnapshotAt(carried == null ? null : carried.at())
                .setMatchingField(settlement.matchingField())
                .setMaybeSent(maybeSent)
                .setSettledAt(now)
                .setCorrelationId(wish.correlationId())
                .build();
    }

    private static FieldOutcome field(FieldReport report) {
        return FieldOutcome.newBuilder()
                .setField(report.field())
                .setOutcome(result(report.result()))
                .setValue(report.value())
                .setMessage(message(report))
                .build();
    }

    /** The reason's code: what GoHighLevel said may quote personal data. */
    private static @Nullable String message(FieldReport report) {
        return report.reason() == null ? null : report.reason().code();
    }

    private static PushOutcome outcome(Settlement.Outcome outcome) {
        return switch (outcome) {
            case APPLIED -> PushOutcome.APPLIED;
            case PARTLY -> PushOutcome.PARTLY;
            case REFUSED -> PushOutcome.REFUSED;
            case DUPLICATE_OF -> PushOutcome.DUPLICATE_OF;
            case GONE -> PushOutcome.GONE;
            case SUPERSEDED -> PushOutcome.SUPERSEDED;
            case PARKED -> PushOutcome.PARKED;
            case DEAD -> PushOutcome.DEAD;
        };
    }

    private static FieldResult result(FieldReport.Result result) {
        return switch (result) {
            case APPLIED -> FieldResult.APPLIED;
            case REFUSED -> FieldResult.REFUSED;
            case SILENTLY_DISCARDED -> FieldResult.SILENTLY_DISCARDED;
            case NOT_SENT -> FieldResult.NOT_SENT;
        };
    }

    private static SnapshotSource source(Snapshot.Source source) {
        return switch (source) {
            case GET -> SnapshotSource.GET;
            case WRITE_RESPONSE -> SnapshotSource.WRITE_RESPONSE;
        };
    }
}
