package dev.ghlsync.sync.domain.mirror;

import org.jspecify.annotations.Nullable;

/**
 * A value of ours attached to an object.
 *
 * @param value null when it was removed
 * @param changedAt epoch ms of the change, by its producer, not later than when it was appended
 */
public record Datum(@Nullable String value, long changedAt) {}
