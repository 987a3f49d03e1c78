package dev.ghlsync.ingest.connection;

import dev.ghlsync.ingest.publish.PublishOutcome;
import java.util.concurrent.CompletableFuture;

/** The way to the owner of a location. Safe for concurrent use. */
@FunctionalInterface
public interface ConnectionRequests {
    CompletableFuture<PublishOutcome> send(ConnectionChange change);
}
