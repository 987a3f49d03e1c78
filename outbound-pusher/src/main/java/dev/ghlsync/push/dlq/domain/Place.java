package dev.ghlsync.push.dlq.domain;

/** Where a record is. */
public record Place(String topic, int partition, long offset) {}
