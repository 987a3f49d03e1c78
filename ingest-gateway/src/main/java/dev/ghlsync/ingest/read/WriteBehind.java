package dev.ghlsync.ingest.read;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** One write at a time that goes on while its run reads the next page. Used by one thread. */
final class WriteBehind implements AutoCloseable {
    private static final CompletableFuture<Boolean> NOTHING = CompletableFuture.completedFuture(true);

    private CompletableFuture<Boolean> last = NOTHING;

    /**
     * Waits until the write before this one is over, and begins this one if that went well.
     *
     * @return whether it went well
     */
    boolean begin(BooleanSupplier write) {
        if (!settled()) {
            return false;
        }
        // A thread of its own, not of an executor that may be closed meanwhile: what was read is still written.
        last = CompletableFuture.supplyAsync(
                write::getAsBoolean,
                task -> Thread.ofVirtual().name("page-write").start(task));
        return true;
    }

    /** Waits for the last write; whether it went well. Says so once: after it there is none. */
    boolean settled() {
        CompletableFuture<Boolean> write = last;
        last = NOTHING;
        return write.join();
    }

    /** Waits for the last write. */
    @Override
    public void close() {
        settled();
    }
}
