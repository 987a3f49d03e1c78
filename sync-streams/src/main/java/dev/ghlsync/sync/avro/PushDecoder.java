package dev.ghlsync.sync.avro;

import dev.ghlsync.avro.FieldResult;
import dev.ghlsync.avro.PushOutcome;
import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.avro.PushResult;
import dev.ghlsync.avro.ReplanCause;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** Records of the pusher. */
final class PushDecoder {
    private PushDecoder() {}

    static Inbound result(PushResult record) {
        if (record.getLocationId().isBlank()) {
            return ReadDecoder.noLocation();
        }
        var kind = kind(record.getOutcome());
        if (kind == null) {
            return ReadDecoder.unknownSymbol("outcome");
        }
        var fields = new HashMap<FieldKey, Input.FieldOutcome>();
        for (var field : record.getFields()) {
            var result = result(field.getOutcome());
            if (result == null) {
                return ReadDecoder.unknownSymbol("fields.outcome");
            }
            fields.put(
                    new FieldKey(field.getField()),
                    new Input.FieldOutcome(result, field.getValue(), field.getMessage()));
        }
        var snapshot = record.getSnapshot();
        var source = record.getSnapshotSource();
        var answeredAt = record.getSnapshotAt();
        return new Inbound.Result(
                record.getLocationId(),
                record.getContactId(),
                record.getVersion(),
                kind,
                record.getReason(),
                record.getGhlContactId(),
                fields,
                snapshot == null ? null : ReadDecoder.bytes(snapshot),
                source == null ? null : ReadDecoder.source(source),
                (answeredAt == null ? record.getSettledAt() : answeredAt).toEpochMilli(),
                record.getMatchingField(),
                record.getMaybeSent(),
                correlation(record.getCorrelationId(), "push", record.getContactId(), record.getVersion()));
    }

    static Inbound replan(PushReplan record) {
        if (record.getLocationId().isBlank()) {
            return ReadDecoder.noLocation();
        }
        var cause = cause(record.getCause());
        if (cause == null) {
            return ReadDecoder.unknownSymbol("cause");
        }
        var version = record.getVersion();
        long of = version == null ? 0 : version;
        return new Inbound.Replanned(
                record.getLocationId(),
                record.getContactId(),
                new Input.Replan(cause, of, record.getAttempt(), record.getFields(), 0),
                correlation(record.getCorrelationId(), "replan", record.getContactId(), of));
    }

    /** A record without a correlation id gets one that is the same whenever it is read. */
    private static String correlation(@Nullable String said, String kind, String contactId, long version) {
        return said == null ? kind + "-" + contactId + "-" + version : said;
    }

    private static Input.Outcome.@Nullable Kind kind(PushOutcome outcome) {
        return switch (outcome) {
            case APPLIED -> Input.Outcome.Kind.APPLIED;
            case PARTLY -> Input.Outcome.Kind.PARTLY;
            case REFUSED -> Input.Outcome.Kind.REFUSED;
            case DUPLICATE_OF -> Input.Outcome.Kind.DUPLICATE_OF;
            case GONE -> Input.Outcome.Kind.GONE;
            case SUPERSEDED -> Input.Outcome.Kind.SUPERSEDED;
            case PARKED -> Input.Outcome.Kind.PARKED;
            case DEAD -> Input.Outcome.Kind.DEAD;
            case UNKNOWN -> null;
        };
    }

    private static Input.FieldOutcome.@Nullable Result result(FieldResult result) {
        return switch (result) {
            case APPLIED -> Input.FieldOutcome.Result.APPLIED;
            case REFUSED -> Input.FieldOutcome.Result.REFUSED;
            case SILENTLY_DISCARDED -> Input.FieldOutcome.Result.SILENTLY_DISCARDED;
            case NOT_SENT -> Input.FieldOutcome.Result.NOT_SENT;
            case FAILED -> Input.FieldOutcome.Result.FAILED;
            case UNKNOWN -> null;
        };
    }

    private static Input.Replan.@Nullable Cause cause(ReplanCause cause) {
        return switch (cause) {
            case RETRY_DUE -> Input.Replan.Cause.RETRY_DUE;
            case REPLAY -> Input.Replan.Cause.REPLAY;
            case RECONNECT -> Input.Replan.Cause.RECONNECT;
            case SWEEP -> Input.Replan.Cause.SWEEP;
            case ZOMBIE_CHECK -> Input.Replan.Cause.ZOMBIE_CHECK;
            case UNKNOWN -> null;
        };
    }
}
