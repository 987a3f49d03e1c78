package dev.ghlsync.ingest.oauth;

import dev.ghlsync.ingest.connection.ConnectionChange;
import dev.ghlsync.ingest.connection.ConnectionChange.Action;
import dev.ghlsync.ingest.connection.ConnectionDesk;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.ops.Stop;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Webhooks that tell of our app being installed and removed. Blocks. Safe for concurrent use. */
public final class Installs {
    /** In the type of both events, {@code INSTALL} and {@code UNINSTALL}. */
    static final String WORD = "INSTALL";

    static final String UNINSTALLED = "uninstalled";
    private static final String WHO = "gohighlevel";

    private final Connections connections;
    private final ConnectionDesk desk;
    private final @Nullable CompanyDesk companies;

    /** @param companies null without OAuth: then nothing can be connected by an install */
    public Installs(Connections connections, ConnectionDesk desk, @Nullable CompanyDesk companies) {
        this.connections = connections;
        this.desk = desk;
        this.companies = companies;
    }

    /**
     * An install or removal.
     *
     * @param key the location; the company when the whole agency is meant
     * @param at when it happened
     */
    public record Notice(
            boolean install, String key, @Nullable String companyId, Instant at, String correlationId) {}

    /** Returns false if it must be given again. */
    boolean take(Notice notice, Stop stop) {
        return notice.install() ? installed(notice, stop) : removed(notice, stop);
    }

    /** A company itself is connected by the code that the browser brings; this webhook has none. */
    private boolean installed(Notice notice, Stop stop) {
        boolean ofLocation = !notice.key().equals(notice.companyId());
        return companies == null
                || !ofLocation
                || companies.connect(notice.key(), notice.companyId(), notice.correlationId(), stop);
    }

    /** Webhooks come late and again: a removal from before the present connection is over. */
    private boolean removed(Notice notice, Stop stop) {
        Optional<LocationConnection> known = connections
                .find(notice.key())
                .filter(now -> now.connectedAt() == null || !notice.at().isBefore(now.connectedAt()));
        if (known.isEmpty()) {
            return true;
        }
        if (known.get().isCompany()
                && companies != null
                && !companies.uninstalled(known.get(), notice.correlationId())) {
            return false;
        }
        return desk.apply(
                new ConnectionChange(notice.key(), Action.DISCONNECT, WHO, UNINSTALLED, null, notice.correlationId()),
                stop);
    }
}
