package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.contact.Policy;
import dev.ghlsync.sync.inbound.Inbound;

/** Stands in for a location that no connection was ever seen of. */
final class UnknownLocation {
    private UnknownLocation() {}

    static Inbound.Location of(String locationId) {
        return new Inbound.Location(locationId, null, false, 0, 0, false, false, Policy.DEFAULT);
    }
}
