package dev.ghlsync.sync.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sync.avro.ObjectRecords;
import dev.ghlsync.sync.domain.mirror.Kind;
import dev.ghlsync.sync.domain.mirror.Mirrored;
import dev.ghlsync.sync.domain.opportunity.Money;
import dev.ghlsync.sync.emission.Emission;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.step.Keys;
import dev.ghlsync.sync.step.StoredDirectory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Answers about bookings, opportunities, tasks and definitions of one location from the stores of its partition. */
final class ObjectQueries {
    static final List<Kind> DEFINITIONS = List.of(Kind.TAG, Kind.CUSTOM_FIELD, Kind.PIPELINE, Kind.CALENDAR);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final LocationStores stores;
    private final Inbound.Location location;

    ObjectQueries(LocationStores stores, Inbound.Location location) {
        this.stores = stores;
        this.location = location;
    }

    /**
     * Objects of some kinds, kind by kind in the order of their ids.
     *
     * @param name name of the list in the answer
     */
    Answer page(List<Kind> kinds, String name, Paging paging, Map<String, String> parameters) {
        var filter = ObjectFilter.of(parameters);
        var objects = NODES.arrayNode();
        String last = "";
        boolean more = false;
        for (var kind : kinds) {
            var prefix = Keys.objects(location.locationId(), kind);
            var from = start(kind, paging.after());
            if (more || from == null) {
                continue;
            }
            // Sorts after every key of the kind: NUL is followed by 1, and ids hold no control characters.
            var to = prefix.substring(0, prefix.length() - 1) + (char) 1;
            try (var entries = stores.objects().range(from, to)) {
                while (entries.hasNext() && !more) {
                    var object = entries.next().value;
                    if (!filter.matches(object)) {
                        continue;
                    }
                    var json = json(object);
                    if (!filter.matches(json)) {
                        continue;
                    }
                    if (objects.size() == paging.limit()) {
                        more = true;
                    } else {
                        objects.add(json);
                        last = kind.name() + "/" + object.id();
                    }
                }
            }
        }
        var node = NODES.objectNode();
        node.set(name, objects);
        node.put("nextCursor", more ? Cursor.after(last) : null);
        return Answer.ok(node);
    }

    /** Bookings, opportunities and tasks of a contact, whichever of its ids in GoHighLevel they name. */
    Answer journey(String contactId) {
        var node = NODES.objectNode().put("contactId", contactId);
        var bookings = node.putArray("bookings");
        var opportunities = node.putArray("opportunities");
        var tasks = node.putArray("tasks");
        var directory = new StoredDirectory(location.locationId(), stores.contacts(), stores.aliases());
        directory.contact(contactId).map(contact -> contact.ghlContactId()).ifPresent(ghlContactId -> {
            var prefix = Keys.ofContact(location.locationId(), ghlContactId);
            try (var entries = stores.objectsByContact().prefixScan(prefix, new StringSerializer())) {
                while (entries.hasNext()) {
                    var place = entries.next().key.substring(prefix.length());
                    var object = stores.objects().get(Keys.location(location.locationId()) + place);
                    if (object != null && object.isPublic()) {
                        switch (object.kind()) {
                            case BOOKING -> bookings.add(json(object));
                            case OPPORTUNITY -> opportunities.add(json(object));
                            case TASK -> tasks.add(json(object));
                            case TAG, CUSTOM_FIELD, PIPELINE, CALENDAR -> {}
                        }
                    }
                }
            }
        });
        return Answer.ok(node);
    }

    /** Where to start among a kind; null when the page begins after it. */
    private @Nullable String start(Kind kind, String after) {
        var prefix = Keys.objects(location.locationId(), kind);
        int slash = after.indexOf('/');
        if (slash < 0) {
            return prefix;
        }
        int reached = DEFINITIONS.indexOf(kindOf(after.substring(0, slash)));
        int here = DEFINITIONS.indexOf(kind);
        if (here > reached) {
            return prefix;
        }
        return here < reached ? null : prefix + after.substring(slash + 1) + Character.MIN_VALUE;
    }

    private static Kind kindOf(String name) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Request.BadRequestException(
                        "Parameter cursor is none; give the nextCursor of the page before."));
    }

    private ObjectNode json(Mirrored object) {
        var currency = Money.currency(
                location.conventions().currency(), location.policy().country());
        var shown = new Emission.Shown(object, currency, location.organizationId(), "");
        var json = AvroJson.of(
                switch (object.kind()) {
                    case BOOKING -> ObjectRecords.booking(shown);
                    case OPPORTUNITY -> ObjectRecords.opportunity(shown);
                    case TASK -> ObjectRecords.task(shown);
                    case TAG, CUSTOM_FIELD, PIPELINE, CALENDAR -> ObjectRecords.definition(shown);
                });
        // The cause of the newest version is told by its record only.
        json.remove("correlationId");
        return json;
    }
}
