package dev.ghlsync.ingest.connection;

import dev.ghlsync.ghl.credentials.SealedSecret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A location's connection to HighLevel, as {@code ghl.connections} has it. Tokens and secrets are encrypted.
 *
 * @param epoch grows by one with every new connection
 * @param tokenVersion grows with every token change
 */
public record LocationConnection(
        String locationId,
        @Nullable String companyId,
        @Nullable String organizationId,
        Status status,
        @Nullable String statusReason,
        long epoch,
        Auth auth,
        List<String> scopes,
        @Nullable SealedSecret accessToken,
        @Nullable SealedSecret refreshToken,
        @Nullable Instant accessTokenExpiresAt,
        long tokenVersion,
        Settings settings,
        List<SealedSecret> webhookSecrets,
        @Nullable Instant connectedAt,
        Instant updatedAt,
        @Nullable String updatedBy,
        @Nullable String correlationId) {

    public enum Status {
        UNKNOWN,
        CONNECTED,
        BROKEN,
        DISCONNECTED
    }

    /** Kind of credentials. */
    public enum Auth {
        UNKNOWN,
        PRIVATE_INTEGRATION_TOKEN,
        OAUTH_LOCATION,
        OAUTH_COMPANY
    }

    /** Settings of the location, as documented on the topic's schema. */
    public record Settings(
            String country,
            @Nullable String timezone,
            @Nullable String currency,
            boolean createInGhl,
            boolean createWithoutEmailOrPhone,
            boolean writeCompanyNameOnUpdate,
            boolean inboundPaused,
            boolean outboundPaused,
            @Nullable Boolean allowDuplicateContact) {
        public static final Settings DEFAULT = new Settings("US", null, null, true, false, false, false, false, null);
    }

    public LocationConnection {
        scopes = List.copyOf(scopes);
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    public boolean isConnected() {
        return status == Status.CONNECTED;
    }

    /** The same connection in another state. */
    public LocationConnection become(
            Status next, @Nullable String reason, boolean keepToken, Instant at, String by, String correlation) {
        return new LocationConnection(
                locationId,
                companyId,
                organizationId,
                next,
                reason,
                epoch,
                auth,
                scopes,
                keepToken ? accessToken : null,
                keepToken ? refreshToken : null,
                keepToken ? accessTokenExpiresAt : null,
                tokenVersion,
                settings,
                keepToken ? webhookSecrets : List.of(),
                connectedAt,
                at,
                by,
                correlation);
    }
}
