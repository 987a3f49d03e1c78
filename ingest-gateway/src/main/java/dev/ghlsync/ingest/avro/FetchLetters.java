package dev.ghlsync.ingest.avro;

import dev.ghlsync.ingest.consume.Received;
import dev.ghlsync.ingest.domain.Fetch;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.publish.DeadLetters;
import dev.ghlsync.ingest.read.DeadFetches;
import dev.ghlsync.schemas.Headers;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests that HighLevel did not answer or that nobody can carry out, on {@code sync.dlq} with their original bytes. */
public final class FetchLetters implements DeadFetches {
    private final DeadLetters letters;
    private final InstantSource clock;

    public FetchLetters(DeadLetters letters, InstantSource clock) {
        this.letters = letters;
        this.clock = clock;
    }

    @Override
    public boolean bury(Received record, @Nullable Fetch fetch, String reason) {
        String partition = Integer.toString(record.partition());
        String offset = Long.toString(record.offset());
        String entryId = Ids.named(record.topic(), partition, offset);
        String error = fetch == null
                ? "The request could not be read: " + reason
                : fetch.kind().wire() + " could not be read from GoHighLevel: " + reason;
        return letters.put(
                        entryId,
                        record.value(),
                        Map.of(
                                Headers.REASON,
                                "fetch_failed",
                                Headers.ERROR,
                                error,
                                Headers.SOURCE_TOPIC,
                                record.topic(),
                                Headers.SOURCE_PARTITION,
                                partition,
                                Headers.SOURCE_OFFSET,
                                offset,
                                Headers.ORIGINAL_KEY,
                                record.key(),
                                Headers.FIRST_FAILED_AT,
                                Long.toString(clock.millis()),
                                Headers.LOCATION_ID,
                                fetch == null ? record.key() : fetch.locationId(),
                                Headers.CORRELATION_ID,
                                fetch == null ? entryId : fetch.correlationId()))
                .join();
    }
}
