package dev.ghlsync.ingest.connection;

import dev.ghlsync.ingest.domain.LifecycleEvent;

/** Where changes of connections are written down. */
public interface ConnectionLog {
    /** Who is named for what this process does on its own. */
    String SELF = "ingest-gateway";

    /**
     * Writes the connection, then its lifecycle event and audit entry. Blocks until the broker has them.
     *
     * @return {@link ConnectOutcome.Done}, or {@link ConnectOutcome.TryAgain} if the connection is not known to be stored
     */
    ConnectOutcome record(LocationConnection connection, LifecycleEvent event, String who, String effect);
}
