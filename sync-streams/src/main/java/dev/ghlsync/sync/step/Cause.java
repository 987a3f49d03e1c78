package dev.ghlsync.sync.step;

import org.jspecify.annotations.Nullable;

/**
 * What made us look at a contact.
 *
 * @param id the same when the cause is processed again; event ids derive from it
 * @param at epoch ms at which it happened, by its record
 * @param now our clock, epoch ms
 */
record Cause(String id, String correlationId, @Nullable String changeId, long at, long now) {}
