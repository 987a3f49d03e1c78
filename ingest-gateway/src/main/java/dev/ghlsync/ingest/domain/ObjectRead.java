package dev.ghlsync.ingest.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One object as HighLevel answered.
 *
 * @param readAt HighLevel's clock at the answer; ours if it stated none
 * @param dateUpdated last update as the object states it
 * @param runId run it belongs to
 * @param body JSON object; null when a read by id says that it does not exist
 */
public record ObjectRead(
        String locationId,
        ObjectKind kind,
        String objectId,
        Source source,
        Purpose purpose,
        Instant readAt,
        @Nullable Instant dateUpdated,
        long epoch,
        @Nullable String runId,
        byte @Nullable [] body,
        String correlationId) {

    /** The call that gave it, which decides what the answer states. */
    public enum Source {
        GET,
        SEARCH,
        LIST
    }

    /** Why it was read. */
    public enum Purpose {
        INITIAL_SYNC,
        RECONCILE,
        HYDRATE,
        AUDIT
    }

    /** The same as if it had been read by id, for objects that HighLevel shows whole in lists and nowhere else. */
    public ObjectRead asGet() {
        return new ObjectRead(
                locationId,
                kind,
                objectId,
                Source.GET,
                purpose,
                readAt,
                dateUpdated,
                epoch,
                runId,
                body,
                correlationId);
    }

    /** Without the body, which holds personal data. */
    @Override
    public String toString() {
        return "ObjectRead[locationId=" + locationId + ", kind=" + kind + ", objectId=" + objectId + ", source="
                + source + "]";
    }
}
