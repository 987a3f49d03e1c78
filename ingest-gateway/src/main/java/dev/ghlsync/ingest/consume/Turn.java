package dev.ghlsync.ingest.consume;

import java.util.concurrent.CompletableFuture;

/** A record's place among the records of its key, for work that keeps their order. Safe for concurrent use. */
public interface Turn {
    /** This record keeps no order: later ones of its key need not wait for it. */
    void pass();

    /**
     * Its turn.
     *
     * @return completes with true soon after every earlier record of the key is done or has passed, with false if the end is requested first
     */
    CompletableFuture<Boolean> comes();
}
