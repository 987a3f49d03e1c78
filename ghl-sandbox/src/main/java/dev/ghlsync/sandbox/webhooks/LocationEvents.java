package dev.ghlsync.sandbox.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.access.Installs;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.locations.Location;

/** LocationCreate and LocationUpdate, which HighLevel tells an app that an agency has installed; they have {@code id}, not locationId. */
public final class LocationEvents {
    private final Outbox outbox;
    private final Installs installs;

    public LocationEvents(Outbox outbox, Installs installs) {
        this.outbox = outbox;
        this.installs = installs;
    }

    public void created(Location location) {
        tell("LocationCreate", location);
    }

    public void updated(Location location) {
        tell("LocationUpdate", location);
    }

    private void tell(String type, Location location) {
        if (!installs.hasAgency()) {
            return;
        }
        ObjectNode fields = Json.object()
                .put("id", location.id())
                .put("companyId", location.companyId())
                .put("name", location.name())
                .put("email", location.email());
        outbox.publishBody(type, location.id(), Json.object().put("type", type), fields);
    }
}
