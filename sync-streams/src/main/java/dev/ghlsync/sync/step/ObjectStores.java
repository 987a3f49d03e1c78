package dev.ghlsync.sync.step;

import dev.ghlsync.sync.SyncNames;
import dev.ghlsync.sync.domain.mirror.Kind;
import dev.ghlsync.sync.domain.mirror.Mirrored;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The only place that writes objects of GoHighLevel and which contact they belong to. */
final class ObjectStores {
    private final KeyValueStore<String, Mirrored> objects;
    private final KeyValueStore<String, String> byContact;
    private final KeyValueStore<String, String> wakes;

    ObjectStores(ProcessingContext context) {
        objects = context.getStateStore(SyncNames.OBJECT_BY_ID);
        byContact = context.getStateStore(SyncNames.OBJECT_BY_CONTACT);
        wakes = context.getStateStore(SyncNames.OBJECT_WAKE_BY_DUE_TIME);
    }

    /** Our id of an object: the same whenever and wherever it is derived. */
    static String idOf(String locationId, Kind kind, String ghlId) {
        var name = locationId + "/" + kind.name() + "/" + ghlId;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    Optional<Mirrored> object(String locationId, Kind kind, String id) {
        return Optional.ofNullable(objects.get(Keys.object(locationId, kind, id)));
    }

    Optional<Mirrored> byGhlId(String locationId, Kind kind, String ghlId) {
        return object(locationId, kind, idOf(locationId, kind, ghlId));
    }

    void keep(Mirrored before, Mirrored after) {
        if (after.equals(before)) {
            return;
        }
        objects.put(Keys.object(after.locationId(), after.kind(), after.id()), after);
        var was = contactOf(before);
        var is = contactOf(after);
        if (!Objects.equals(was, is)) {
            if (was != null) {
                byContact.delete(childKey(after, was));
            }
            if (is != null) {
                byContact.put(childKey(after, is), after.id());
            }
        }
    }

    void wake(OptionalLong dueAt, Mirrored object) {
        dueAt.ifPresent(at -> {
            var place = placeOf(object);
            wakes.put(Keys.wake(at, object.locationId(), place), place);
        });
    }

    /** The object behind a wake's place. */
    Optional<Mirrored> woken(String locationId, String place) {
        int slash = place.indexOf('/');
        return object(locationId, Kind.valueOf(place.substring(0, slash)), place.substring(slash + 1));
    }

    /** What belongs to a contact in GoHighLevel. */
    List<Mirrored> children(String locationId, String ghlContactId) {
        var prefix = Keys.ofContact(locationId, ghlContactId);
        var found = new ArrayList<Mirrored>();
        try (var entries = byContact.prefixScan(prefix, new StringSerializer())) {
            while (entries.hasNext()) {
                var key = Keys.parts(entries.next().key);
                object(locationId, Kind.valueOf(key[2]), key[3]).ifPresent(found::add);
            }
        }
        return found;
    }

    /**
     * The next objects of one location in the order of kind and id.
     *
     * @param place kind and id of the last one before them, joined by a slash; empty for the first
     */
    List<Mirrored> after(String locationId, String place, int limit) {
        var page = new ArrayList<Mirrored>();
        var from =
                place.isEmpty() ? Keys.location(locationId) : Keys.contact(locationId, place.replace('/', '\0')) + '\0';
        try (var entries = objects.range(from, Keys.afterLocation(locationId))) {
            while (entries.hasNext() && page.size() < limit) {
                page.add(entries.next().value);
            }
        }
        return page;
    }

    static String placeOf(Mirrored object) {
        return object.kind().name() + "/" + object.id();
    }

    List<Mirrored> all(String locationId, Kind kind) {
        var found = new ArrayList<Mirrored>();
        try (var entries = objects.prefixScan(Keys.objects(locationId, kind), new StringSerializer())) {
            entries.forEachRemaining(entry -> found.add(entry.value));
        }
        return found;
    }

    private static @Nullable String contactOf(Mirrored object) {
        return object.picture().text(Mirrored.GHL_CONTACT_ID);
    }

    private static String childKey(Mirrored object, String ghlContactId) {
        return Keys.ofContact(object.locationId(), ghlContactId) + object.kind().name() + (char) 0 + object.id();
    }
}
