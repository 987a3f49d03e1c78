package dev.ghlsync.ingest.domain;

import org.jspecify.annotations.Nullable;

/**
 * Somebody's request to read something again.
 *
 * @param objectId the contact for {@link Kind#CONTACT}
 * @param tokenVersion for {@link Kind#TOKEN}: the version that was seen rejected
 */
public record Fetch(
        String locationId,
        Kind kind,
        @Nullable String objectId,
        @Nullable Long tokenVersion,
        String correlationId) {

    public enum Kind {
        CONTACT,
        TOKEN,
        /** Objects this version does not read. */
        OTHER
    }
}
