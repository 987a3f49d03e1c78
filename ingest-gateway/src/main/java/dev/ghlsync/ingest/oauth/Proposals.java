package dev.ghlsync.ingest.oauth;

import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.credentials.SealedSecret;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.model.Location;
import dev.ghlsync.ghl.model.TokenGrant;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.connection.LocationConnection.Auth;
import dev.ghlsync.ingest.connection.LocationConnection.Settings;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Connections as tokens that HighLevel granted make them: with what was set before, and with what HighLevel says of the location. */
public final class Proposals {
    private final GhlClient ghl;
    private final TokenCipher cipher;
    private final Connections connections;
    private final InstantSource clock;

    public Proposals(GhlClient ghl, TokenCipher cipher, Connections connections, InstantSource clock) {
        this.ghl = ghl;
        this.cipher = cipher;
        this.connections = connections;
        this.clock = clock;
    }

    /** A company's connection, stored under its id. */
    LocationConnection company(String companyId, TokenGrant grant, @Nullable String organizationId, String who) {
        return proposal(
                companyId, companyId, organizationId, Auth.OAUTH_COMPANY, grant, Settings.DEFAULT, List.of(), who);
    }

    /**
     * A location's connection. Asks HighLevel about the location; what it does not say stays as it was.
     *
     * @param organizationId null keeps the present mapping, or takes over the company's
     */
    LocationConnection location(
            String locationId,
            @Nullable String companyId,
            TokenGrant grant,
            Auth auth,
            @Nullable String organizationId,
            String who) {
        Optional<LocationConnection> before = connections.find(locationId);
        Settings settings = before.map(LocationConnection::settings).orElse(Settings.DEFAULT);
        Location stated = ghl.locations().get(grant.accessToken(), locationId) instanceof GhlResponse.Ok ok
                ? Location.parse(ok.reply().body())
                : null;
        String mapped = organizationId != null
                ? organizationId
                : before.map(LocationConnection::organizationId)
                        .or(() -> Optional.ofNullable(companyId)
                                .flatMap(connections::find)
                                .map(LocationConnection::organizationId))
                        .orElse(null);
        return proposal(
                locationId,
                companyId,
                mapped,
                auth,
                grant,
                stated == null
                        ? settings
                        : settings.stated(stated.country(), stated.timezone(), stated.allowDuplicateContact()),
                before.map(LocationConnection::webhookSecrets).orElse(List.of()),
                who);
    }

    private LocationConnection proposal(
            String locationId,
            @Nullable String companyId,
            @Nullable String organizationId,
            Auth auth,
            TokenGrant grant,
            Settings settings,
            List<SealedSecret> webhookSecrets,
            String who) {
        Instant now = clock.instant();
        Secret refresh = grant.refreshToken();
        return new LocationConnection(
                locationId,
                companyId,
                organizationId,
                Status.CONNECTED,
                null,
                0,
                auth,
                grant.scopes(),
                cipher.seal(locationId, grant.accessToken()),
                refresh == null ? null : cipher.seal(locationId, refresh),
                now.plus(grant.expiresIn()),
                0,
                null,
                settings,
                webhookSecrets,
                now,
                now,
                who,
                null);
    }
}
