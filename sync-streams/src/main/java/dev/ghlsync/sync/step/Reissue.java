package dev.ghlsync.sync.step;

import dev.ghlsync.sync.SyncNames;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.ArrayList;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Writes the records of locations again that belong to another organization now: some at a time, the contacts before what belongs to them. Where it
 * stopped is kept, so that another instance goes on there.
 */
final class Reissue {
    private static final String CONTACTS = "contacts ";
    private static final String OBJECTS = "objects ";

    private final KeyValueStore<String, String> cursors;
    private final ContactStores contacts;
    private final ObjectStores objects;
    private final ContactDesk contactDesk;
    private final ObjectDesk objectDesk;

    Reissue(
            ProcessingContext context,
            ContactStores contacts,
            ObjectStores objects,
            ContactDesk contactDesk,
            ObjectDesk objectDesk) {
        this.cursors = context.getStateStore(SyncNames.REISSUE_BY_LOCATION);
        this.contacts = contacts;
        this.objects = objects;
        this.contactDesk = contactDesk;
        this.objectDesk = objectDesk;
    }

    /** Looks at a new state of a connection; with another organization all of the location's records are due, also those already written again. */
    void connected(Inbound.Location before, Inbound.Location after) {
        if (!Objects.equals(before.organizationId(), after.organizationId())) {
            cursors.put(after.locationId(), CONTACTS);
        }
    }

    /** Writes up to {@code limit} records, each location its share of them, so that a small one does not wait for a big one. */
    void some(long now, int limit) {
        var waiting = new ArrayList<String>();
        try (var entries = cursors.all()) {
            while (entries.hasNext() && waiting.size() < limit) {
                waiting.add(entries.next().key);
            }
        }
        for (var locationId : waiting) {
            var location = contacts.location(locationId).orElseThrow();
            var id = "reissue-" + locationId + "-" + now;
            some(location, new Cause(id, id, null, now, now), limit / waiting.size());
        }
    }

    private void some(Inbound.Location location, Cause cause, int limit) {
        var locationId = location.locationId();
        var cursor = Objects.requireNonNull(cursors.get(locationId));
        if (cursor.startsWith(CONTACTS)) {
            var page = contacts.after(locationId, cursor.substring(CONTACTS.length()), limit);
            page.forEach(contact -> contactDesk.reissue(contact, location, cause));
            cursors.put(
                    locationId,
                    page.size() < limit ? OBJECTS : CONTACTS + page.getLast().contactId());
            return;
        }
        var page = objects.after(locationId, cursor.substring(OBJECTS.length()), limit);
        page.forEach(object -> objectDesk.reissue(object, location, cause));
        if (page.size() < limit) {
            cursors.delete(locationId);
        } else {
            cursors.put(locationId, OBJECTS + ObjectStores.placeOf(page.getLast()));
        }
    }
}
