package dev.ghlsync.ingest.connection;

import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.credentials.SealedSecret;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.model.Location;
import dev.ghlsync.ingest.connection.LocationConnection.Auth;
import dev.ghlsync.ingest.connection.LocationConnection.Settings;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import dev.ghlsync.ingest.domain.LifecycleEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Connects and disconnects locations. Blocks, so call it on virtual threads. One change of connections at a time in this process, so that two
 * requests do not take the same epoch.
 */
public final class ConnectionService {
    private final Connections connections;
    private final ConnectionLog log;
    private final GhlClient ghl;
    private final @Nullable TokenCipher cipher;
    private final InstantSource clock;
    private final Object oneAtATime = new Object();

    /** @param cipher null if no keys are configured: then connecting is refused */
    public ConnectionService(
            Connections connections,
            ConnectionLog log,
            GhlClient ghl,
            @Nullable TokenCipher cipher,
            InstantSource clock) {
        this.connections = connections;
        this.log = log;
        this.ghl = ghl;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Checks the token against GoHighLevel, and begins a new epoch of the location with it. */
    public ConnectOutcome connect(String locationId, ConnectRequest request, String who, String correlationId) {
        if (cipher == null) {
            return new ConnectOutcome.Refused(
                    "TOKEN_KEYSET is not set, so the token cannot be stored encrypted; set it to a base64 key of 32"
                            + " bytes, such as the output of: openssl rand -base64 32.");
        }
        return switch (ghl.locations().get(request.token(), locationId)) {
            case GhlResponse.Ok ok -> {
                Location location = Location.parse(ok.reply().body());
                yield location == null || !location.id().equals(locationId)
                        ? new ConnectOutcome.Refused("GoHighLevel's answer to the token is not about location '"
                                + locationId + "'; check the location id and the token.")
                        : store(cipher, location, request, who, correlationId);
            }
            case GhlResponse.Refused refused -> new ConnectOutcome.Refused(refusal(locationId, refused));
            case GhlResponse.Throttled ignored ->
                new ConnectOutcome.TryAgain(
                        "GoHighLevel's request limit for this location is used up; connect again in a few seconds.");
            case GhlResponse.ServerFault fault ->
                new ConnectOutcome.TryAgain("GoHighLevel answered with status "
                        + fault.reply().status() + "; connect again in a few seconds.");
            case GhlResponse.Failure failure ->
                new ConnectOutcome.TryAgain("GoHighLevel could not be reached (" + failure.cause()
                        + "); check GHL_BASE_URL and the network, and connect again.");
        };
    }

    /** Ends the connection and drops its token and secrets. */
    public ConnectOutcome disconnect(String locationId, @Nullable String why, String who, String correlationId) {
        synchronized (oneAtATime) {
            Optional<LocationConnection> known = connections.find(locationId);
            if (known.isEmpty()) {
                return new ConnectOutcome.Unknown();
            }
            if (known.get().status() == Status.DISCONNECTED) {
                return new ConnectOutcome.Done(known.get());
            }
            LocationConnection next =
                    known.get().become(Status.DISCONNECTED, why, false, clock.instant(), who, correlationId);
            return log.record(next, LifecycleEvent.DISCONNECTED, who, "token and webhook secrets dropped");
        }
    }

    /** Marks the connection as broken, if it still is the one that was used. Returns false if it could not be recorded. */
    public boolean broken(LocationConnection used, String reason, String correlationId) {
        synchronized (oneAtATime) {
            Optional<LocationConnection> known = connections
                    .find(used.locationId())
                    .filter(now -> now.isConnected()
                            && now.epoch() == used.epoch()
                            && now.tokenVersion() == used.tokenVersion());
            if (known.isEmpty()) {
                return true;
            }
            LocationConnection next =
                    known.get().become(Status.BROKEN, reason, true, clock.instant(), ConnectionLog.SELF, correlationId);
            return log.record(next, LifecycleEvent.BROKEN, ConnectionLog.SELF, "no reads or writes until reconnected")
                    instanceof ConnectOutcome.Done;
        }
    }

    private ConnectOutcome store(
            TokenCipher keys, Location location, ConnectRequest request, String who, String correlationId) {
        synchronized (oneAtATime) {
            Optional<LocationConnection> before = connections.find(location.id());
            Instant now = clock.instant();
            var connection = new LocationConnection(
                    location.id(),
                    first(request.companyId(), location.companyId(), before.map(LocationConnection::companyId)),
                    first(request.organizationId(), null, before.map(LocationConnection::organizationId)),
                    Status.CONNECTED,
                    null,
                    before.map(LocationConnection::epoch).orElse(0L) + 1,
                    Auth.PRIVATE_INTEGRATION_TOKEN,
                    List.of(),
                    keys.seal(location.id(), request.token()),
                    null,
                    null,
                    before.map(LocationConnection::tokenVersion).orElse(0L) + 1,
                    settings(before.map(LocationConnection::settings).orElse(Settings.DEFAULT), request, location),
                    secrets(keys, location.id(), request, before),
                    now,
                    now,
                    who,
                    correlationId);
            return log.record(connection, LifecycleEvent.CONNECTED, who, "epoch " + connection.epoch() + " began");
        }
    }

    private static Settings settings(Settings before, ConnectRequest request, Location location) {
        String country = first(request.country(), location.country(), Optional.of(before.country()));
        return new Settings(
                country == null ? Settings.DEFAULT.country() : country,
                first(request.timezone(), location.timezone(), Optional.ofNullable(before.timezone())),
                first(request.currency(), null, Optional.ofNullable(before.currency())),
                request.createInGhl() == null ? before.createInGhl() : request.createInGhl(),
                request.createWithoutEmailOrPhone() == null
                        ? before.createWithoutEmailOrPhone()
                        : request.createWithoutEmailOrPhone(),
                request.writeCompanyNameOnUpdate() == null
                        ? before.writeCompanyNameOnUpdate()
                        : request.writeCompanyNameOnUpdate(),
                before.inboundPaused(),
                before.outboundPaused(),
                location.allowDuplicateContact() == null
                        ? before.allowDuplicateContact()
                        : location.allowDuplicateContact());
    }

    private static List<SealedSecret> secrets(
            TokenCipher keys, String locationId, ConnectRequest request, Optional<LocationConnection> before) {
        List<Secret> asked = request.webhookSecrets();
        return asked == null
                ? before.map(LocationConnection::webhookSecrets).orElse(List.of())
                : asked.stream().map(secret -> keys.seal(locationId, secret)).toList();
    }

    private static String refusal(String locationId, GhlResponse.Refused refused) {
        return "GoHighLevel refused the token for location '" + locationId + "' (status "
                + refused.reply().status() + ", "
                + refused.error().kind()
                + "); create a Private Integration Token in that location with the scopes contacts.readonly,"
                + " contacts.write and locations.readonly.";
    }

    private static @Nullable String first(
            @Nullable String asked, @Nullable String stated, Optional<@Nullable String> before) {
        if (asked != null) {
            return asked;
        }
        return stated != null ? stated : before.orElse(null);
    }
}
