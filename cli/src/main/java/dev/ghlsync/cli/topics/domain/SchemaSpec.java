package dev.ghlsync.cli.topics.domain;

/** A value schema as the catalogue wants it registered; the schema as JSON text. */
public record SchemaSpec(String subject, String schema) {}
