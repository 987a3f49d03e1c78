package dev.ghlsync.ingest.connection;

import dev.ghlsync.ghl.credentials.SealedSecret;
import dev.ghlsync.ingest.connection.LocationConnection.Auth;
import dev.ghlsync.ingest.connection.LocationConnection.Settings;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connections that tests start from: the first of their location, with default settings. */
public record Connected(
        String locationId,
        Status status,
        Auth auth,
        @Nullable SealedSecret token,
        Instant since) {
    /** With a private integration token that nobody has stored. */
    public static Connected location(String locationId, Instant since) {
        return new Connected(locationId, Status.CONNECTED, Auth.PRIVATE_INTEGRATION_TOKEN, null, since);
    }

    public Connected with(Status changed) {
        return new Connected(locationId, changed, auth, token, since);
    }

    public Connected with(Auth changed) {
        return new Connected(locationId, status, changed, token, since);
    }

    public Connected with(SealedSecret changed) {
        return new Connected(locationId, status, auth, changed, since);
    }

    public LocationConnection connection() {
        return new LocationConnection(
                locationId,
                null,
                null,
                status,
                null,
                1,
                auth,
                List.of(),
                token,
                null,
                null,
                1,
                null,
                Settings.DEFAULT,
                List.of(),
                since,
                since,
                "test",
                null);
    }
}
