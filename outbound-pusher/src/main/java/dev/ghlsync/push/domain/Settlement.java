package dev.ghlsync.push.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The final outcome of one version.
 *
 * @param ghlContactId the created contact, the updated one, or the one it duplicates
 * @param httpStatus status of the deciding response; null when none was needed
 * @param snapshot the contact after everything; null when GoHighLevel returned none
 * @param matchingField for a duplicate, {@code email} or {@code phone}
 */
public record Settlement(
        Outcome outcome,
        @Nullable Reason reason,
        @Nullable String ghlContactId,
        List<FieldReport> fields,
        @Nullable Integer httpStatus,
        @Nullable Snapshot snapshot,
        @Nullable String matchingField) {

    /** Outcomes of a version that has one. */
    public enum Outcome {
        APPLIED,
        PARTLY,
        REFUSED,
        DUPLICATE_OF,
        GONE,
        SUPERSEDED,
        PARKED,
        DEAD
    }

    public Settlement {
        fields = List.copyOf(fields);
    }

    public static Settlement without(Outcome outcome, Reason reason, @Nullable Integer httpStatus) {
        return new Settlement(outcome, reason, null, List.of(), httpStatus, null, null);
    }

    /** Nothing refused: applied. Nothing applied: refused. Anything between, or anything held back: partly. */
    public static Settlement ofReports(
            String ghlContactId,
            List<FieldReport> fields,
            @Nullable Integer httpStatus,
            @Nullable Snapshot snapshot,
            boolean wrote) {
        FieldReport worst = null;
        boolean applied = false;
        boolean heldBack = false;
        for (FieldReport report : fields) {
            switch (report.result()) {
                case APPLIED -> applied = true;
                case NOT_SENT -> heldBack = true;
                case REFUSED, SILENTLY_DISCARDED -> worst = worst == null ? report : worst;
            }
        }
        Outcome outcome;
        Reason reason;
        if (worst != null) {
            outcome = applied || heldBack ? Outcome.PARTLY : Outcome.REFUSED;
            reason = worst.reason();
        } else if (heldBack) {
            outcome = Outcome.PARTLY;
            reason = fields.stream()
                    .filter(r -> r.result() == FieldReport.Result.NOT_SENT)
                    .map(FieldReport::reason)
                    .findFirst()
                    .orElse(null);
        } else {
            outcome = Outcome.APPLIED;
            reason = wrote ? null : Reason.ALREADY_AS_WANTED;
        }
        return new Settlement(outcome, reason, ghlContactId, fields, httpStatus, snapshot, null);
    }
}
