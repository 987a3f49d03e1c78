package dev.ghlsync.ingest.domain;

/** Somebody's request to read one object again. */
public record Fetch(String locationId, ObjectKind kind, String objectId, String correlationId) {}
