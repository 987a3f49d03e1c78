package dev.ghlsync.sync.step;

import dev.ghlsync.sync.SyncNames;
import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Contacts whose pushes wait for their location: a broken connection, a pause, a day's quota used up. They are opened again when
 * the location's record changes, and otherwise tried once an hour.
 */
final class Parking {
    private static final long RETRY_MS = 60 * 60 * 1000L;
    private static final char SEPARATOR = '|';

    private final KeyValueStore<String, String> parked;
    private final KeyValueStore<String, Inbound.Location> locations;

    Parking(ProcessingContext context) {
        parked = context.getStateStore(SyncNames.PARKED_BY_LOCATION);
        locations = context.getStateStore(SyncNames.LOCATION_BY_ID);
    }

    /** Remembers or forgets a contact, whichever its state says. */
    void note(ContactState contact, Inbound.Location location, long now) {
        var key = Keys.contact(contact.locationId(), contact.contactId());
        boolean isParked = contact.outbound().parked() != null;
        boolean known = parked.get(key) != null;
        if (isParked && !known) {
            parked.put(key, now + String.valueOf(SEPARATOR) + door(location));
        } else if (!isParked && known) {
            parked.delete(key);
        }
    }

    /** Every parked contact of a location goes on at the next occasions, as if it had waited long enough. */
    void openSoon(String locationId) {
        var due = new ArrayList<KeyValue<String, String>>();
        try (var entries = parked.prefixScan(Keys.location(locationId), new StringSerializer())) {
            while (entries.hasNext()) {
                var entry = entries.next();
                int cut = entry.value.indexOf(SEPARATOR);
                due.add(KeyValue.pair(entry.key, 0 + entry.value.substring(cut)));
            }
        }
        due.forEach(entry -> parked.put(entry.key, entry.value));
    }

    /** Up to {@code limit} keys of contacts that may go on now, as location id and contact id. */
    List<String[]> open(long now, int limit) {
        var open = new ArrayList<String[]>();
        try (var known = locations.all()) {
            while (known.hasNext() && open.size() < limit) {
                var location = known.next().value;
                if (isOpen(location)) {
                    addOpen(open, location, now, limit);
                }
            }
        }
        return open;
    }

    private void addOpen(List<String[]> open, Inbound.Location location, long now, int limit) {
        try (var entries = parked.prefixScan(Keys.location(location.locationId()), new StringSerializer())) {
            while (entries.hasNext() && open.size() < limit) {
                var entry = entries.next();
                int cut = entry.value.indexOf(SEPARATOR);
                long since = Long.parseLong(entry.value.substring(0, cut));
                boolean changed = !door(location).equals(entry.value.substring(cut + 1));
                if (changed || now - since >= RETRY_MS) {
                    open.add(Keys.parts(entry.key));
                }
            }
        }
    }

    private static boolean isOpen(Inbound.Location location) {
        return location.connected() && !location.outboundPaused();
    }

    private static String door(Inbound.Location location) {
        return location.epoch() + "." + location.tokenVersion() + "." + location.connected() + "."
                + location.outboundPaused();
    }
}
