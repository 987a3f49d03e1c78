package dev.ghlsync.ingest.connection;

import dev.ghlsync.ghl.credentials.OpenedSecret;
import dev.ghlsync.ghl.credentials.SealedSecret;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.webhook.LocationSecret;
import dev.ghlsync.ingest.webhook.WebhookGate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** All connections, as far as read from their topic. Safe for concurrent use. */
public final class Connections implements WebhookGate.Locations {
    private final @Nullable TokenCipher cipher;
    private final ConcurrentMap<String, Known> byLocation = new ConcurrentHashMap<>();
    private final Arrivals arrivals = new Arrivals();
    private volatile boolean loaded;

    /** @param cipher null if no keys are configured: then no secret opens */
    public Connections(@Nullable TokenCipher cipher) {
        this.cipher = cipher;
    }

    /** Takes a record in, unless a later one of the location is known. Null removes the location. */
    public void apply(String locationId, long offset, @Nullable LocationConnection connection) {
        byLocation.compute(locationId, (id, known) -> {
            if (known != null && known.offset > offset) {
                return known;
            }
            return connection == null ? null : new Known(offset, connection, webhookSecret(connection));
        });
        arrivals.arrived();
    }

    /** Offset of the record that is known of the location; -1 if none is. */
    long offsetOf(String locationId) {
        Known known = byLocation.get(locationId);
        return known == null ? -1 : known.offset;
    }

    /** Waits for a record after the given offset that was made for this correlation id; empty when the time is over. */
    Optional<LocationConnection> awaitNewer(String locationId, long offset, String correlationId, Duration patience) {
        arrivals.await(patience, () -> made(locationId, offset, correlationId).isPresent());
        return made(locationId, offset, correlationId);
    }

    /** Waits until the condition is met by what arrived, at most this long. */
    void await(Duration patience, BooleanSupplier condition) {
        arrivals.await(patience, condition);
    }

    /** Whether a secret of the connection is encrypted with another than the first key. */
    boolean usesOtherKey(LocationConnection connection) {
        TokenCipher keys = cipher;
        return keys != null && connection.secrets().stream().anyMatch(keys::needsRotation);
    }

    /** Whether all secrets of the connection can be decrypted. */
    boolean isReadable(LocationConnection connection) {
        return connection.secrets().stream().allMatch(secret -> open(connection.locationId(), secret) != null);
    }

    private Optional<LocationConnection> made(String locationId, long offset, String correlationId) {
        return Optional.ofNullable(byLocation.get(locationId))
                .filter(known -> known.offset > offset && correlationId.equals(known.connection.correlationId()))
                .map(Known::connection);
    }

    /** Called once everything that was on the topic at start is here. */
    public void caughtUp() {
        loaded = true;
    }

    public boolean loaded() {
        return loaded;
    }

    public Optional<LocationConnection> find(String locationId) {
        return Optional.ofNullable(byLocation.get(locationId)).map(Known::connection);
    }

    public Collection<LocationConnection> all() {
        return byLocation.values().stream().map(Known::connection).toList();
    }

    /** The decrypted token; empty if the location is not connected or its key is not configured. */
    public Optional<Secret> token(LocationConnection connection) {
        SealedSecret stored = connection.accessToken();
        return connection.isConnected() && stored != null
                ? Optional.ofNullable(open(connection.locationId(), stored))
                : Optional.empty();
    }

    @Override
    public Optional<LocationSecret> webhookSecret(String locationId) {
        Known known = byLocation.get(locationId);
        return known == null || !known.connection.isConnected()
                ? Optional.empty()
                : Optional.ofNullable(known.webhookSecret);
    }

    @Override
    public @Nullable String organizationOf(String locationId) {
        Known known = byLocation.get(locationId);
        return known == null ? null : known.connection.organizationId();
    }

    @Override
    public boolean inboundPaused(String locationId) {
        return find(locationId)
                .filter(connection -> connection.settings().inboundPaused())
                .isPresent();
    }

    private @Nullable LocationSecret webhookSecret(LocationConnection connection) {
        List<Secret> secrets = connection.webhookSecrets().stream()
                .map(stored -> open(connection.locationId(), stored))
                .flatMap(secret -> Optional.ofNullable(secret).stream())
                .limit(2)
                .toList();
        return secrets.isEmpty() ? null : new LocationSecret(secrets);
    }

    /** Decrypts a secret of the location; null if no configured key opens it. */
    public @Nullable Secret open(String locationId, SealedSecret stored) {
        if (cipher == null) {
            return null;
        }
        return switch (cipher.open(locationId, stored)) {
            case OpenedSecret.Opened opened -> opened.secret();
            case OpenedSecret.UnknownKey ignored -> null;
            case OpenedSecret.NotAuthentic ignored -> null;
        };
    }

    private record Known(
            long offset,
            LocationConnection connection,
            @Nullable LocationSecret webhookSecret) {}
}
