package dev.ghlsync.ingest.connection;

import dev.ghlsync.ingest.ops.Stop;

/** Who answers for tokens that HighLevel refuses. */
@FunctionalInterface
public interface TokenKeeper {
    /**
     * HighLevel refused the token of this connection. Blocks.
     *
     * @param refusal what HighLevel said, as a word
     * @return true if there is another token now, so that the read may be repeated; false if the connection is broken
     */
    boolean refused(LocationConnection used, String refusal, String correlationId, Stop stop);
}
