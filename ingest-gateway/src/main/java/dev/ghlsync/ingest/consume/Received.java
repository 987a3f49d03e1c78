package dev.ghlsync.ingest.consume;

import java.time.Instant;

/** One record of a topic that owners share. */
public record Received(String topic, int partition, long offset, String key, byte[] value, Instant appendedAt) {

    /** Without the value, which may hold personal data. */
    @Override
    public String toString() {
        return "Received[" + topic + "-" + partition + "@" + offset + "]";
    }
}
