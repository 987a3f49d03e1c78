package dev.ghlsync.ingest.source;

import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.ops.Stop;
import org.jspecify.annotations.Nullable;

/**
 * For whom and why something is read.
 *
 * @param runId null outside of runs
 */
public record Reading(
        LocationConnection connection,
        ObjectRead.Purpose purpose,
        @Nullable String runId,
        String correlationId,
        Stop stop) {}
