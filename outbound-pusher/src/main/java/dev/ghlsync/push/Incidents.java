package dev.ghlsync.push;

import dev.ghlsync.push.breaker.LocationBreakers;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.outbox.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once that a location fails and once that it works again, and then brings back what was parked meanwhile. */
record Incidents(Outbox outbox) implements LocationBreakers.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

    @Override
    public void failing(String locationId) {
        LOG.atError().addKeyValue("location", locationId).log("More than half of the pushes fail; they wait");
        outbox.incident(locationId, true);
    }

    @Override
    public void recovered(String locationId) {
        LOG.atInfo().addKeyValue("location", locationId).log("Pushes work again");
        outbox.incident(locationId, false);
        outbox.reopen(locationId, Reason.LOCATION_FAILING);
    }
}
