package dev.ghlsync.ingest.connection;

import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.credentials.SealedSecret;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.model.Location;
import dev.ghlsync.ingest.connection.ConnectionChange.Action;
import dev.ghlsync.ingest.connection.LocationConnection.Auth;
import dev.ghlsync.ingest.connection.LocationConnection.Settings;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import dev.ghlsync.ingest.publish.PublishOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the owners of locations for changes of their connections, after checking with GoHighLevel what can be checked, and waits until the change is
 * visible. Blocks, so call it on virtual threads. Safe for concurrent use.
 */
public final class ConnectionService {
    private static final String NO_KEYS =
            "TOKEN_KEYSET is not set, so the token cannot be stored encrypted; set it to a base64 key of 32 bytes,"
                    + " such as the output of: openssl rand -base64 32.";
    /** Longer than ownership takes to pass on. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration ROTATION_PATIENCE = Duration.ofSeconds(30);

    private final Connections connections;
    private final ConnectionRequests requests;
    private final GhlClient ghl;
    private final @Nullable TokenCipher cipher;
    private final InstantSource clock;

    /** @param cipher null if no keys are configured: then connecting is refused */
    public ConnectionService(
            Connections connections,
            ConnectionRequests requests,
            GhlClient ghl,
            @Nullable TokenCipher cipher,
            InstantSource clock) {
        this.connections = connections;
        this.requests = requests;
        this.ghl = ghl;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Checks the token against GoHighLevel, and begins a new epoch of the location with it. */
    public ConnectOutcome connect(String locationId, ConnectRequest request, String who, String correlationId) {
        if (cipher == null) {
            return new ConnectOutcome.Refused(NO_KEYS);
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
        Optional<LocationConnection> known = connections.find(locationId);
        if (known.isEmpty()) {
            return new ConnectOutcome.Unknown();
        }
        return known.get().status() == Status.DISCONNECTED
                ? new ConnectOutcome.Done(known.get())
                : change(new ConnectionChange(locationId, Action.DISCONNECT, who, why, null, correlationId));
    }

    /**
     * Holds back a direction, or opens it.
     *
     * @param inbound null leaves it as it is
     * @param outbound null leaves it as it is
     */
    public ConnectOutcome hold(
            String locationId,
            @Nullable Boolean inbound,
            @Nullable Boolean outbound,
            String why,
            String who,
            String correlationId) {
        Optional<LocationConnection> known = connections.find(locationId);
        if (known.isEmpty()) {
            return new ConnectOutcome.Unknown();
        }
        LocationConnection now = known.get();
        LocationConnection proposal = now.configured(
                now.organizationId(),
                now.settings().holding(inbound, outbound),
                now.webhookSecrets(),
                clock.instant(),
                who,
                correlationId);
        return change(new ConnectionChange(locationId, Action.CONFIGURE, who, why, proposal, correlationId));
    }

    /** Changes settings, organization and webhook secrets; what the request leaves out stays. */
    public ConnectOutcome configure(String locationId, ConfigureRequest request, String who, String correlationId) {
        Optional<LocationConnection> known = connections.find(locationId);
        if (known.isEmpty()) {
            return new ConnectOutcome.Unknown();
        }
        List<Secret> asked = request.webhookSecrets();
        if (cipher == null && asked != null) {
            return new ConnectOutcome.Refused(NO_KEYS);
        }
        LocationConnection now = known.get();
        List<SealedSecret> secrets = asked == null || cipher == null
                ? now.webhookSecrets()
                : asked.stream().map(secret -> cipher.seal(locationId, secret)).toList();
        LocationConnection proposal = now.configured(
                request.organizationStated() ? request.organizationId() : now.organizationId(),
                request.over(now.settings()),
                secrets,
                clock.instant(),
                who,
                correlationId);
        return change(new ConnectionChange(locationId, Action.CONFIGURE, who, null, proposal, correlationId));
    }

    /**
     * How far the encryption with the first key is.
     *
     * @param keyId the first key; empty if none is configured
     * @param asked connections whose owners were asked now
     * @param waiting connections that still hold a secret of another key
     * @param unreadable of these, those whose key is not configured any more
     */
    public record Rotation(String keyId, int asked, int waiting, int unreadable) {}

    /** Asks the owners of all connections with a secret of another key to encrypt it with the first one, and waits a while. */
    public Rotation reencrypt(String who) {
        if (cipher == null) {
            return new Rotation("", 0, 0, 0);
        }
        int asked = 0;
        for (LocationConnection connection : connections.all()) {
            if (connections.usesOtherKey(connection)) {
                String correlationId =
                        cipher.primaryKeyId() + "-" + connection.epoch() + "-" + connection.tokenVersion();
                requests.send(new ConnectionChange(
                                connection.locationId(), Action.REENCRYPT, who, null, null, correlationId))
                        .join();
                asked++;
            }
        }
        connections.await(
                ROTATION_PATIENCE,
                () -> connections.all().stream()
                        .noneMatch(each -> connections.usesOtherKey(each) && connections.isReadable(each)));
        List<LocationConnection> left =
                connections.all().stream().filter(connections::usesOtherKey).toList();
        int unreadable = (int)
                left.stream().filter(each -> !connections.isReadable(each)).count();
        return new Rotation(cipher.primaryKeyId(), asked, left.size(), unreadable);
    }

    /** Asks the owner for a change and waits for it. */
    public ConnectOutcome change(ConnectionChange change) {
        long known = connections.offsetOf(change.locationId());
        if (requests.send(change).join() instanceof PublishOutcome.Doubtful) {
            return new ConnectOutcome.TryAgain(
                    "The broker did not acknowledge the change; try again in a few seconds.");
        }
        return connections
                .awaitNewer(change.locationId(), known, change.correlationId(), PATIENCE)
                .<ConnectOutcome>map(ConnectOutcome.Done::new)
                .orElseGet(() -> new ConnectOutcome.TryAgain(
                        "The gateway that owns the location has not made the change yet; it will, look with GET"
                                + " /locations/{locationId}/connection in a few seconds."));
    }

    private ConnectOutcome store(
            TokenCipher keys, Location location, ConnectRequest request, String who, String correlationId) {
        Optional<LocationConnection> before = connections.find(location.id());
        Instant now = clock.instant();
        var proposal = new LocationConnection(
                location.id(),
                first(request.companyId(), location.companyId(), before.map(LocationConnection::companyId)),
                first(request.organizationId(), null, before.map(LocationConnection::organizationId)),
                Status.CONNECTED,
                null,
                0,
                Auth.PRIVATE_INTEGRATION_TOKEN,
                List.of(),
                keys.seal(location.id(), request.token()),
                null,
                null,
                0,
                null,
                settings(before.map(LocationConnection::settings).orElse(Settings.DEFAULT), request, location),
                secrets(keys, location.id(), request, before),
                now,
                now,
                who,
                correlationId);
        return change(new ConnectionChange(location.id(), Action.CONNECT, who, null, proposal, correlationId));
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
                        : location.allowDuplicateContact(),
                before.syncTasks());
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
