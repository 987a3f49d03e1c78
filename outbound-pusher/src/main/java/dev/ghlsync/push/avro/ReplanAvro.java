package dev.ghlsync.push.avro;

import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.avro.ReplanCause;
import dev.ghlsync.push.domain.PushWish;
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

    /** An operator asks for it. */
    public static PushReplan replay(
            String locationId,
            String contactId,
            @Nullable Long version,
            String reason,
            List<String> fields,
            String who,
            @Nullable String correlationId,
            Instant now) {
        return PushReplan.newBuilder()
                .setLocationId(locationId)
                .setContactId(contactId)
                .setVersion(version)
                .setAttempt(0)
                .setCause(ReplanCause.REPLAY)
                .setReason(reason)
                .setFields(fields)
                .setRequestedBy(who)
                .setRequestedAt(now)
                .setCorrelationId(correlationId)
                .build();
    }

    /** Somebody wants to be sure that nothing was forgotten. */
    public static PushReplan sweep(String locationId, String contactId, String who, String correlationId, Instant now) {
        return PushReplan.newBuilder()
                .setLocationId(locationId)
                .setContactId(contactId)
                .setAttempt(0)
                .setCause(ReplanCause.SWEEP)
                .setFields(List.of())
                .setRequestedBy(who)
                .setRequestedAt(now)
                .setCorrelationId(correlationId)
                .build();
    }

    /** The version's values may have arrived after newer ones. */
    public static PushReplan zombieCheck(PushWish wish, Instant now) {
        return PushReplan.newBuilder()
                .setLocationId(wish.locationId())
                .setContactId(wish.contactId())
                .setVersion(wish.version())
                .setAttempt(wish.attempt())
                .setCause(ReplanCause.ZOMBIE_CHECK)
                .setFields(List.of())
                .setRequestedAt(now)
                .setCorrelationId(wish.correlationId())
                .build();
    }

    /** Every parked contact of the location: no contact is named. */
    public static PushReplan reopen(String locationId, String reason, Instant now) {
        return PushReplan.newBuilder()
                .setLocationId(locationId)
                .setContactId("")
                .setAttempt(0)
                .setCause(ReplanCause.RECONNECT)
                .setReason(reason)
                .setFields(List.of())
                .setRequestedAt(now)
                .build();
    }
}
