package dev.ghlsync.ingest.publish;

import java.time.Duration;

/**
 * Bounds of one publisher.
 *
 * @param recordsMax records that may wait for the broker
 * @param bytesMax bytes that may wait for the broker, and the producer's buffer
 * @param ackTimeout from the call to the acknowledgement, at least 500 ms
 * @param compression {@code none}, {@code lz4}, {@code snappy}, {@code zstd} or {@code gzip}
 */
public record PublishLimits(int recordsMax, long bytesMax, Duration ackTimeout, String compression) {
    private static final Duration ACK_TIMEOUT_MIN = Duration.ofMillis(500);

    public PublishLimits {
        if (ackTimeout.compareTo(ACK_TIMEOUT_MIN) < 0) {
            throw new IllegalArgumentException("The acknowledgement timeout is " + ackTimeout.toMillis()
                    + " ms; it must be at least " + ACK_TIMEOUT_MIN.toMillis() + " ms.");
        }
    }
}
