package dev.ghlsync.push.lanes;

import org.jspecify.annotations.Nullable;

/**
 * A command's record as it was read; the bytes are never changed.
 *
 * @param firstFailedAt epoch milliseconds of the first failure, from the header of that name; null if nothing failed yet
 */
public record RawCommand(
        String topic,
        int partition,
        long offset,
        byte @Nullable [] key,
        byte @Nullable [] value,
        @Nullable Long firstFailedAt) {

    /** Where it was, not what it says. */
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
