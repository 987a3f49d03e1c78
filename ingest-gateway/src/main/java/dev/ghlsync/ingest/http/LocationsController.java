package dev.ghlsync.ingest.http;

import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.time.Duration;
import java.util.Comparator;

/** The locations that were ever connected. */
@Controller("/locations")
final class LocationsController {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Connections connections;

    LocationsController(Connections connections) {
        this.connections = connections;
    }

    @Get
    HttpResponse<byte[]> list() {
        if (!connections.loaded()) {
            return Answers.retryLater(
                    503,
                    "The server is still reading the connections from the broker; ask again after the seconds in"
                            + " Retry-After.",
                    RETRY_AFTER);
        }
        var body = GhlJson.emptyObject();
        var locations = body.putArray("locations");
        connections.all().stream()
                .sorted(Comparator.comparing(LocationConnection::locationId))
                .forEach(connection -> locations
                        .addObject()
                        .put("locationId", connection.locationId())
                        .put("status", connection.status().name())
                        .put("inboundPaused", connection.settings().inboundPaused())
                        .put("outboundPaused", connection.settings().outboundPaused()));
        return Answers.json(200, body);
    }
}
