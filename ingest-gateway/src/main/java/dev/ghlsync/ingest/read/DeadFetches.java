package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.consume.Received;
import dev.ghlsync.ingest.domain.Fetch;
import org.jspecify.annotations.Nullable;

/** Where requests end that HighLevel does not answer, or that nobody can carry out. Blocks. Safe for concurrent use. */
@FunctionalInterface
public interface DeadFetches {
    /**
     * Keeps the request with its original bytes.
     *
     * @param fetch null of a request that cannot be read
     * @param reason a word, without personal data
     * @return false if it could not be kept, so that the request must be given again
     */
    boolean bury(Received record, @Nullable Fetch fetch, String reason);
}
