package dev.ghlsync.push.dlq.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter without its bytes.
 *
 * @param locationId null when the record could not be read
 * @param contactId null when the record could not be read, and on {@link Queue#SYNC}
 * @param version of the command; null when it could not be read
 * @param attempts made when it was given up
 * @param reason code; of another version of the software it may be none we know
 * @param error without personal data
 * @param fields it is about, by our names; empty when that is not known
 * @param source the original record; null when headers do not say
 * @param replays how often an operator replayed it
 * @param run the newest replay of it; null before the first
 * @param at the dead letter's own record
 */
public record DeadLetter(
        Queue queue,
        String entryId,
        @Nullable String locationId,
        @Nullable String contactId,
        @Nullable Long version,
        int attempts,
        String reason,
        @Nullable Integer httpStatus,
        @Nullable String error,
        List<String> fields,
        Instant firstFailedAt,
        @Nullable Place source,
        @Nullable String correlationId,
        int replays,
        @Nullable String run,
        Place at) {

    public DeadLetter {
        fields = List.copyOf(fields);
    }

    /** The same for letters that failed in the same way. */
    public String fingerprint() {
        return Fingerprint.of(reason, httpStatus, queue == Queue.SYNC ? error : null, fields);
    }
}
