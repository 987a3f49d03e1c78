package dev.ghlsync.ingest.http;

import dev.ghlsync.ingest.connection.LocationConnection;
import java.util.List;

/** Values tests start from. */
final class Samples {
    private Samples() {}

    static LocationConnection connection(String locationId) {
        return new LocationConnection(
                locationId,
                "company-1",
                "org-1",
                LocationConnection.Status.CONNECTED,
                null,
                1,
                LocationConnection.Auth.PRIVATE_INTEGRATION_TOKEN,
                List.of(),
                null,
                null,
                null,
                1,
                null,
                LocationConnection.Settings.DEFAULT,
                List.of(),
                TestGateway.NOW,
                TestGateway.NOW,
                "test",
                "corr-1");
    }
}
