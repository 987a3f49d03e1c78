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
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The owner's part in connections. Safe for concurrent use, but {@link #tend}, which one thread calls. */
public final class OwnerDesk implements LocationOwner.ConnectionWork {
    private final Connections connections;
    private final ConnectionDesk desk;
    private final Source source;
    private final Installs installs;
    private final @Nullable OauthOwner oauth;
    private final Function<Received, Optional<Installs.Notice>> notices;

    /**
     * @param oauth null without OAuth
     * @param notices reads installs and removals; quick for everything else
     */
    public OwnerDesk(
            Connections connections,
            ConnectionDesk desk,
            Source source,
            Installs installs,
            @Nullable OauthOwner oauth,
            Function<Received, Optional<Installs.Notice>> notices) {
        this.connections = connections;
        this.desk = desk;
        this.source = source;
        this.installs = installs;
        this.oauth = oauth;
        this.notices = notices;
    }

    @Override
    public boolean change(ConnectionChange change, Stop stop) {
        return switch (change.action()) {
            case CONNECT, DISCONNECT, CONFIGURE, ADOPT_TOKENS -> desk.apply(change, stop);
            case REENCRYPT -> desk.reencrypt(change.locationId(), change.who(), change.correlationId(), stop);
            case CONNECT_BY_COMPANY -> oauth == null || oauth.connectByCompany(change, stop);
            case OTHER -> true;
        };
    }

    /** A private integration token cannot be refreshed; all that can be found out is whether it still works. */
    @Override
    public boolean refresh(OwnerRequest.RefreshToken request, Stop stop) {
        Optional<LocationConnection> connection =
                connections.find(request.locationId()).filter(LocationConnection::isConnected);
        Long rejected = request.rejectedVersion();
        boolean current = connection.isPresent()
                && (rejected == null || rejected >= connection.get().tokenVersion());
        if (!current) {
            return true;
        }
        if (oauth != null && connection.get().isOauth()) {
            oauth.refresh(connection.get(), request.correlationId(), stop);
        } else {
            source.tokenWorks(
                    new Reading(connection.get(), ObjectRead.Purpose.HYDRATE, null, request.correlationId(), stop));
        }
        return !stop.requested();
    }

    @Override
    public boolean concerns(Received record) {
        return record.mentions(Installs.WORD);
    }

    @Override
    public boolean webhook(Received record, Stop stop) {
        return notices.apply(record).map(notice -> installs.take(notice, stop)).orElse(true);
    }

    @Override
    public void tend(Predicate<String> owns) {
        if (oauth != null) {
            oauth.tend(owns);
        }
    }
}
