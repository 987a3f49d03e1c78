package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.consume.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Since when requests fail, each time they are tried. Safe for concurrent use. */
final class FailingRequests {
    private static final Duration TRIED_FOR = Duration.ofMinutes(5);
    /** A request that another owner got, or that worked in the end, is not heard of again. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Map<Place, Instant> since = new ConcurrentHashMap<>();

    private record Place(String topic, int partition, long offset) {
        static Place of(Received record) {
            return new Place(record.topic(), record.partition(), record.offset());
        }
    }

    /** The request failed now; whether it has been failing for five minutes. */
    boolean forTooLong(Received record, Instant now) {
        since.values().removeIf(first -> first.plus(FORGOTTEN_AFTER).isBefore(now));
        Instant first = since.computeIfAbsent(Place.of(record), place -> now);
        return !now.isBefore(first.plus(TRIED_FOR));
    }

    /** The request is done with. */
    void over(Received record) {
        since.remove(Place.of(record));
    }
}
