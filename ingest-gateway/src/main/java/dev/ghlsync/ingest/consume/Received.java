package dev.ghlsync.ingest.consume;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** One record of a topic that owners share. */
public record Received(String topic, int partition, long offset, String key, byte[] value, Instant appendedAt) {

    /** Whether the value contains this ASCII text anywhere: a quick look before the value is read. */
    public boolean mentions(String text) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        for (int from = 0; from <= value.length - wanted.length; from++) {
            if (Arrays.equals(value, from, from + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    /** Without the value, which may hold personal data. */
    @Override
    public String toString() {
        return "Received[" + topic + "-" + partition + "@" + offset + "]";
    }
}
