package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.consume.Received;
import dev.ghlsync.ingest.domain.Fetch;

/** Where requests end that HighLevel does not answer. Blocks. Safe for concurrent use. */
@FunctionalInterface
public interface DeadFetches {
    /**
     * Keeps the request with its original bytes.
     *
     * @param reason a word, without personal data
     * @return false if it could not be kept, so that the request must be given again
     */
    boolean bury(Received record, Fetch fetch, String reason);
}
