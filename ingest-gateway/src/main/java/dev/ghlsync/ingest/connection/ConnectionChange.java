package dev.ghlsync.ingest.connection;

import org.jspecify.annotations.Nullable;

/**
 * A change of a connection, asked for by anybody and made by the location's owner, who alone writes connections.
 *
 * @param proposal the connection as the asker would have it; which parts count depends on the action, see {@link Action}
 * @param who person or process, for the audit
 */
public record ConnectionChange(
        String locationId,
        Action action,
        String who,
        @Nullable String why,
        @Nullable LocationConnection proposal,
        String correlationId) {

    public enum Action {
        /** Begins a new epoch with the tokens, settings and mapping of the proposal. */
        CONNECT,
        /** Begins a new epoch with a location token that the company's token gives; the proposal names the company. */
        CONNECT_BY_COMPANY,
        /** Drops tokens and secrets. */
        DISCONNECT,
        /** Takes over settings, organization and webhook secrets of the proposal. */
        CONFIGURE,
        /** Takes over the tokens of the proposal if they answer the refresh of the present ones. */
        ADOPT_TOKENS,
        /** Encrypts every secret with the first key. */
        REENCRYPT,
        /** An action this version does not know. */
        OTHER
    }
}
