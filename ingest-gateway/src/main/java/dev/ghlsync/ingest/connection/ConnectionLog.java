package dev.ghlsync.ingest.connection;

import dev.ghlsync.ingest.domain.LifecycleEvent;
import dev.ghlsync.ingest.ops.Stop;
import org.jspecify.annotations.Nullable;

/** Where the owner of a location writes its connection down. */
public interface ConnectionLog {
    /** Who is named for what this process does on its own. */
    String SELF = "ingest-gateway";

    /**
     * Writes the connection, its lifecycle event and an audit entry, all or nothing, and takes the connection over as the known one. Blocks, and
     * repeats what was in doubt.
     *
     * @param event null if our side is not told
     * @param effect for the audit; null writes no entry
     * @return false if the end was requested first, or another process owns the location now: then nothing of it is visible
     */
    boolean record(LocationConnection connection, @Nullable LifecycleEvent event, @Nullable String effect, Stop stop);
}
