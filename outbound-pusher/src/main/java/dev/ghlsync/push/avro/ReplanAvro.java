package dev.ghlsync.push.avro;

import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.avro.ReplanCause;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replans that come out of the waiting rooms. */
public final class ReplanAvro {
    private ReplanAvro() {}

    /** @param attempt the one that failed */
    public static PushReplan retryDue(
            String locationId,
            String contactId,
            long version,
            int attempt,
            String reason,
            @Nullable String correlationId,
            Instant now) {
        return PushReplan.newBuilder()
                .setLocationId(locationId)
                .setContactId(contactId)
                .setVersion(version)
                .setAttempt(attempt)
                .setCause(ReplanCause.RETRY_DUE)
                .setReason(reason)
                .setFields(List.of())
                .setRequestedAt(now)
                .setCorrelationId(correlationId)
                .build();
    }
}
