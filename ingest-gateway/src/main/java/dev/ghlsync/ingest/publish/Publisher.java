package dev.ghlsync.ingest.publish;

import java.util.concurrent.CompletableFuture;

/** Puts records onto topics. Safe for concurrent use. */
@FunctionalInterface
public interface Publisher {
    /** Never blocks and never fails: the future completes with an outcome, within the time limit of the publisher. */
    CompletableFuture<PublishOutcome> publish(Outgoing<?> record);
}
