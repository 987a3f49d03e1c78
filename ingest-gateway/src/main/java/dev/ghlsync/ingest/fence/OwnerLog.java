package dev.ghlsync.ingest.fence;

import dev.ghlsync.ingest.publish.Outgoing;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Writes of the owner of a location. Safe for concurrent use. */
@FunctionalInterface
public interface OwnerLog {
    /**
     * Writes these records so that all of them become visible, or none. Never blocks for long and never fails.
     *
     * @param locationId the location whose owner writes
     */
    CompletableFuture<WriteOutcome> write(String locationId, List<? extends Outgoing<?>> records);
}
