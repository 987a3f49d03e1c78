package dev.ghlsync.sync.step;

import dev.ghlsync.sync.inbound.Inbound;

/** A record as it was read: decoded, and its original bytes for dead letters and re-routing. */
public record Received(Inbound inbound, byte[] raw) {}
