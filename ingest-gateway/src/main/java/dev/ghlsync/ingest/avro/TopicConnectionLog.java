package dev.ghlsync.ingest.avro;

import dev.ghlsync.ingest.connection.ConnectOutcome;
import dev.ghlsync.ingest.connection.ConnectionLog;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.domain.LifecycleEvent;
import dev.ghlsync.ingest.publish.PublishOutcome;
import dev.ghlsync.ingest.publish.Publisher;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Writes connections to {@code ghl.connections}, their events to {@code sync.events} and who did it to {@code ops.audit}. */
public final class TopicConnectionLog implements ConnectionLog {
    private final Publisher publisher;
    private final Connections connections;
    private final Ids ids;

    public TopicConnectionLog(Publisher publisher, Connections connections, Ids ids) {
        this.publisher = publisher;
        this.connections = connections;
        this.ids = ids;
    }

    @Override
    public ConnectOutcome record(LocationConnection connection, LifecycleEvent event, String who, String effect) {
        String correlationId = connection.correlationId() == null ? ids.next() : connection.correlationId();
        return switch (publisher
                .publish(ConnectionRecords.of(connection, correlationId))
                .join()) {
            case PublishOutcome.Stored stored -> {
                connections.apply(connection.locationId(), stored.offset(), connection);
                yield announce(connection, event, who, effect, correlationId);
            }
            case PublishOutcome.Doubtful ignored ->
                new ConnectOutcome.TryAgain("The broker did not acknowledge the change; try again in a few seconds.");
        };
    }

    private ConnectOutcome announce(
            LocationConnection connection, LifecycleEvent event, String who, String effect, String correlationId) {
        Instant at = connection.updatedAt();
        CompletableFuture<PublishOutcome> told =
                publisher.publish(LifecycleRecords.event(event, connection, Map.of(), at, correlationId));
        CompletableFuture<PublishOutcome> audited = publisher.publish(LifecycleRecords.audit(
                ids.next(), who, event.wire(), connection, connection.statusReason(), effect, at, correlationId));
        return told.join() instanceof PublishOutcome.Stored && audited.join() instanceof PublishOutcome.Stored
                ? new ConnectOutcome.Done(connection)
                : new ConnectOutcome.TryAgain(
                        "The connection was changed, but its event or audit entry was not acknowledged; try again in a"
                                + " few seconds.");
    }
}
