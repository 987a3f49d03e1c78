package dev.ghlsync.ingest.connection;

import dev.ghlsync.ghl.credentials.OpenedSecret;
import dev.ghlsync.ghl.credentials.SealedSecret;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import dev.ghlsync.ingest.domain.LifecycleEvent;
import dev.ghlsync.ingest.ops.Stop;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the owner of a location changes its connection, one change of a location at a time. Blocks, so call it on virtual threads. Safe for
 * concurrent use.
 */
public final class ConnectionDesk {
    private final Connections connections;
    private final ConnectionLog log;
    private final @Nullable TokenCipher cipher;
    private final InstantSource clock;
    private final LocationLocks locks = new LocationLocks();

    /** @param cipher null if no keys are configured: then nothing can be encrypted anew */
    public ConnectionDesk(
            Connections connections, ConnectionLog log, @Nullable TokenCipher cipher, InstantSource clock) {
        this.connections = connections;
        this.log = log;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Runs something that reads and writes the connection of a location, while nothing else does. */
    public <T> T exclusively(String locationId, java.util.function.Supplier<T> work) {
        return locks.with(locationId, work);
    }

    /** Makes a plain change; returns false if it must be given again. */
    public boolean apply(ConnectionChange change, Stop stop) {
        return exclusively(change.locationId(), () -> {
            Optional<LocationConnection> now = connections.find(change.locationId());
            return switch (Transition.of(now, change, clock.instant())) {
                case Transition.Nothing ignored -> true;
                case Transition.Store(LocationConnection next, LifecycleEvent event, String effect) ->
                    log.record(next, event, effect, stop);
            };
        });
    }

    /** Marks the connection as broken, if it still is the one that was used. Returns false if it could not be recorded. */
    public boolean broken(LocationConnection used, String reason, String correlationId, Stop stop) {
        return exclusively(used.locationId(), () -> {
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
            return log.record(next, LifecycleEvent.BROKEN, "no reads or writes until it is connected again", stop);
        });
    }

    /** Encrypts every secret of the connection with the first key; returns false if it must be done again. */
    public boolean reencrypt(String locationId, String who, String correlationId, Stop stop) {
        TokenCipher keys = cipher;
        if (keys == null) {
            return true;
        }
        return exclusively(locationId, () -> {
            Optional<LocationConnection> known = connections.find(locationId).filter(now -> needsRotation(keys, now));
            if (known.isEmpty()) {
                return true;
            }
            LocationConnection now = known.get();
            UnaryOperator<SealedSecret> anew = secret -> sealedAnew(keys, locationId, secret);
            SealedSecret access = now.accessToken();
            SealedSecret refresh = now.refreshToken();
            LocationConnection next = now.resealed(
                    access == null ? null : anew.apply(access),
                    refresh == null ? null : anew.apply(refresh),
                    now.webhookSecrets().stream().map(anew).toList(),
                    clock.instant(),
                    who,
                    correlationId);
            return log.record(next, null, "secrets encrypted with key " + keys.primaryKeyId(), stop);
        });
    }

    private static boolean needsRotation(TokenCipher keys, LocationConnection connection) {
        return connection.secrets().stream().anyMatch(keys::needsRotation);
    }

    /** A secret that no configured key opens stays as it is: its key may be configured again. */
    private static SealedSecret sealedAnew(TokenCipher keys, String locationId, SealedSecret secret) {
        return switch (keys.open(locationId, secret)) {
            case OpenedSecret.Opened opened -> keys.seal(locationId, opened.secret());
            case OpenedSecret.UnknownKey ignored -> secret;
            case OpenedSecret.NotAuthentic ignored -> secret;
        };
    }
}
