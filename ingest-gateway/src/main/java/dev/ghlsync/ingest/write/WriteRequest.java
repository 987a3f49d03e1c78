package dev.ghlsync.ingest.write;

import dev.ghlsync.ingest.domain.ContactChange.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A write to one contact, as it came in.
 *
 * @param contactId null for a create
 * @param idempotencyKey the same key for the same location gives the same change
 * @param producer from the header; a body's own {@code producer} comes second
 * @param body empty for an archive or a restore
 */
public record WriteRequest(
        Kind kind,
        String locationId,
        @Nullable String contactId,
        @Nullable String idempotencyKey,
        @Nullable String producer,
        @Nullable String correlationId,
        byte[] body) {

    /** Without the body, which holds personal data. */
    @Override
    public String toString() {
        return "WriteRequest[kind=" + kind + ", locationId=" + locationId + ", contactId=" + contactId + "]";
    }
}
