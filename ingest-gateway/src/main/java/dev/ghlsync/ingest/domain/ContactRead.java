package dev.ghlsync.ingest.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One contact as HighLevel answered.
 *
 * @param readAt HighLevel's clock at the answer; ours if it stated none
 * @param dateUpdated last update as the object states it
 * @param runId initial sync it belongs to
 * @param body JSON object; null when a read by id says that it does not exist
 */
public record ContactRead(
        String locationId,
        String ghlContactId,
        Source source,
        boolean initialSync,
        Instant readAt,
        @Nullable Instant dateUpdated,
        long epoch,
        @Nullable String runId,
        byte @Nullable [] body,
        String correlationId) {

    public enum Source {
        GET,
        SEARCH
    }

    /** Without the body, which holds personal data. */
    @Override
    public String toString() {
        return "ContactRead[locationId=" + locationId + ", ghlContactId=" + ghlContactId + ", source=" + source + "]";
    }
}
