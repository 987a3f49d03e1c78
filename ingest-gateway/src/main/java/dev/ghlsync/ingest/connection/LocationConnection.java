package dev.ghlsync.ingest.connection;

import dev.ghlsync.ghl.credentials.SealedSecret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A location's connection to HighLevel, as {@code ghl.connections} has it. Tokens and secrets are encrypted.
 *
 * @param epoch grows by one with every new connection
 * @param tokenVersion grows with every token change
 * @param refreshStartedAt when a token refresh began whose answer is not stored yet; null when none is open
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
        @Nullable Instant refreshStartedAt,
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
            @Nullable Boolean allowDuplicateContact,
            boolean syncTasks) {
        public static final Settings DEFAULT =
                new Settings("US", null, null, true, false, false, false, false, null, true);

        /** With what an operator holds back; null leaves a direction as it is. */
        Settings holding(@Nullable Boolean inbound, @Nullable Boolean outbound) {
            return new Settings(
                    country,
                    timezone,
                    currency,
                    createInGhl,
                    createWithoutEmailOrPhone,
                    writeCompanyNameOnUpdate,
                    inbound == null ? inboundPaused : inbound,
                    outbound == null ? outboundPaused : outbound,
                    allowDuplicateContact,
                    syncTasks);
        }

        /** With what HighLevel says of the location; null leaves what is known. */
        public Settings stated(
                @Nullable String itsCountry, @Nullable String itsTimezone, @Nullable Boolean duplicates) {
            return new Settings(
                    itsCountry == null ? country : itsCountry,
                    itsTimezone == null ? timezone : itsTimezone,
                    currency,
                    createInGhl,
                    createWithoutEmailOrPhone,
                    writeCompanyNameOnUpdate,
                    inboundPaused,
                    outboundPaused,
                    duplicates == null ? allowDuplicateContact : duplicates,
                    syncTasks);
        }
    }

    public LocationConnection {
        scopes = List.copyOf(scopes);
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    public boolean isConnected() {
        return status == Status.CONNECTED;
    }

    /** Whether this is the connection of an agency, stored under the company's id: it has tokens, but no objects to read. */
    public boolean isCompany() {
        return locationId.equals(companyId);
    }

    /** Everything that is encrypted. */
    List<SealedSecret> secrets() {
        return Stream.concat(
                        Stream.of(Optional.ofNullable(accessToken), Optional.ofNullable(refreshToken))
                                .flatMap(Optional::stream),
                        webhookSecrets.stream())
                .toList();
    }

    public boolean isOauth() {
        return auth == Auth.OAUTH_LOCATION || auth == Auth.OAUTH_COMPANY;
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
                keepToken ? refreshStartedAt : null,
                settings,
                keepToken ? webhookSecrets : List.of(),
                connectedAt,
                at,
                by,
                correlation);
    }

    /** The same connection with other credentials; a refresh that was open is closed, and a broken connection works again. */
    public LocationConnection withTokens(
            @Nullable SealedSecret access,
            @Nullable SealedSecret refresh,
            @Nullable Instant expiresAt,
            List<String> granted,
            long version,
            Instant at,
            String by,
            @Nullable String correlation) {
        return new LocationConnection(
                locationId,
                companyId,
                organizationId,
                Status.CONNECTED,
                null,
                epoch,
                auth,
                granted.isEmpty() ? scopes : granted,
                access,
                refresh,
                expiresAt,
                version,
                null,
                settings,
                webhookSecrets,
                connectedAt,
                at,
                by,
                correlation);
    }

    /** The same connection, which does not work any more; a refresh that was open is closed. */
    public LocationConnection broken(String reason, Instant at, String by, @Nullable String correlation) {
        return new LocationConnection(
                locationId,
                companyId,
                organizationId,
                Status.BROKEN,
                reason,
                epoch,
                auth,
                scopes,
                accessToken,
                refreshToken,
                accessTokenExpiresAt,
                tokenVersion,
                null,
                settings,
                webhookSecrets,
                connectedAt,
                at,
                by,
                correlation);
    }

    /** The same connection with a refresh begun. */
    public LocationConnection withRefreshStarted(Instant at, String by, @Nullable String correlation) {
        return new LocationConnection(
                locationId,
                companyId,
                organizationId,
                status,
                statusReason,
                epoch,
                auth,
                scopes,
                accessToken,
                refreshToken,
                accessTokenExpiresAt,
                tokenVersion,
                at,
                settings,
                webhookSecrets,
                connectedAt,
                at,
                by,
                correlation);
    }

    /** The same connection as an operator wants it: organization, settings and webhook secrets. */
    public LocationConnection configured(
            @Nullable String organization,
            Settings wanted,
            List<SealedSecret> secrets,
            Instant at,
            String by,
            @Nullable String correlation) {
        return new LocationConnection(
                locationId,
                companyId,
                organization,
                status,
                statusReason,
                epoch,
                auth,
                scopes,
                accessToken,
                refreshToken,
                accessTokenExpiresAt,
                tokenVersion,
                refreshStartedAt,
                wanted,
                secrets,
                connectedAt,
                at,
                by,
                correlation);
    }

    /** The same connection with its secrets encrypted anew. */
    public LocationConnection resealed(
            @Nullable SealedSecret access,
            @Nullable SealedSecret refresh,
            List<SealedSecret> secrets,
            Instant at,
            String by,
            @Nullable String correlation) {
        return new LocationConnection(
                locationId,
                companyId,
                organizationId,
                status,
                statusReason,
                epoch,
                auth,
                scopes,
                access,
                refresh,
                accessTokenExpiresAt,
                tokenVersion,
                refreshStartedAt,
                settings,
                secrets,
                connectedAt,
                at,
                by,
                correlation);
    }

    /** A new epoch with the credentials, settings and mapping of this proposal. */
    public LocationConnection begun(long newEpoch, long version, Instant at, String by, @Nullable String correlation) {
        return new LocationConnection(
                locationId,
                companyId,
                organizationId,
                Status.CONNECTED,
                null,
                newEpoch,
                auth,
                scopes,
                accessToken,
                refreshToken,
                accessTokenExpiresAt,
                version,
                null,
                settings,
                webhookSecrets,
                at,
                at,
                by,
                correlation);
    }
}
