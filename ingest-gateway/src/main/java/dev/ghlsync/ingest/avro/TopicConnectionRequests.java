package dev.ghlsync.ingest.avro;

import dev.ghlsync.ingest.connection.ConnectionChange;
import dev.ghlsync.ingest.connection.ConnectionRequests;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.publish.PublishOutcome;
import dev.ghlsync.ingest.publish.Publisher;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** Sends changes of connections to their owners by {@code ghl.fetch-requests}. */
public final class TopicConnectionRequests implements ConnectionRequests {
    private final Publisher publisher;
    private final Ids ids;
    private final InstantSource clock;

    public TopicConnectionRequests(Publisher publisher, Ids ids, InstantSource clock) {
        this.publisher = publisher;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<PublishOutcome> send(ConnectionChange change) {
        return publisher.publish(FetchRecords.of(change, ids.next(), clock.instant()));
    }
}
