package dev.ghlsync.ingest.consume;

import dev.ghlsync.ingest.ops.Stop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** The work of an owner. All methods are called on one thread and return quickly, but {@link #release}. */
public interface Owner {
    /** Called several times a second. {@code owns} says which locations are this process's now. */
    void tend(Predicate<String> owns);

    /**
     * Starts work on a request or looks at an event.
     *
     * @param turn of the record among those of its key; the same one when it is given again
     * @return completes with true when it is done, with false if it must be given again; never exceptionally
     */
    CompletableFuture<Boolean> handle(Received record, Turn turn, Stop stop);

    /** Stops all work for these locations and waits for it. */
    void release(Predicate<String> locations, Duration patience);
}
