package dev.ghlsync.ingest.oauth;

import dev.ghlsync.ingest.connection.ConnectionChange;
import dev.ghlsync.ingest.connection.ConnectionDesk;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.consume.Received;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.read.LocationOwner;
import dev.ghlsync.ingest.read.OwnerRequest;
import dev.ghlsync.ingest.source.Reading;
import dev.ghlsync.ingest.source.Source;
import java.util.Optional;
import java.util.function.Predicate;

/** The owner's part in connections. */
public final class OwnerDesk implements LocationOwner.ConnectionWork {
    private final Connections connections;
    private final ConnectionDesk desk;
    private final Source source;

    public OwnerDesk(Connections connections, ConnectionDesk desk, Source source) {
        this.connections = connections;
        this.desk = desk;
        this.source = source;
    }

    @Override
    public boolean change(ConnectionChange change, Stop stop) {
        return switch (change.action()) {
            case CONNECT, DISCONNECT, CONFIGURE, ADOPT_TOKENS -> desk.apply(change, stop);
            case REENCRYPT -> desk.reencrypt(change.locationId(), change.who(), change.correlationId(), stop);
            case CONNECT_BY_COMPANY, OTHER -> true;
        };
    }

    /** A private integration token cannot be refreshed; all that can be found out is whether it still works. */
    @Override
    public boolean refresh(OwnerRequest.RefreshToken request, Stop stop) {
        Optional<LocationConnection> connection =
                connections.find(request.locationId()).filter(LocationConnection::isConnected);
        Long rejected = request.rejectedVersion();
        if (connection.isPresent()
                && (rejected == null || rejected >= connection.get().tokenVersion())) {
            source.tokenWorks(
                    new Reading(connection.get(), ObjectRead.Purpose.HYDRATE, null, request.correlationId(), stop));
        }
        return !stop.requested();
    }

    @Override
    public boolean concerns(Received record) {
        return false;
    }

    @Override
    public boolean webhook(Received record, Stop stop) {
        return true;
    }

    @Override
    public void tend(Predicate<String> owns) {}
}
