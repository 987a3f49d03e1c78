package dev.ghlsync.ingest.domain;

import org.jspecify.annotations.Nullable;

/**
 * Somebody's request to read one object again.
 *
 * @param parentId of a task: its contact, when known
 */
public record Fetch(
        String locationId,
        ObjectKind kind,
        String objectId,
        @Nullable String parentId,
        String correlationId) {}
