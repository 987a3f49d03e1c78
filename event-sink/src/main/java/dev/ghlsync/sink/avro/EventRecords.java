package dev.ghlsync.sink.avro;

import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.sink.posthog.Event;
import dev.ghlsync.sink.posthog.Uuid5;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records of {@code sync.events} as events of PostHog: ids, field names and reasons, no values. */
public final class EventRecords {
    private EventRecords() {}

    public static Event event(SyncEvent happened) {
        var properties = new HashMap<String, Object>();
        // Our ids are no visitors of a site: no person is made of them.
        properties.put("$process_person_profile", false);
        properties.put("locationId", happened.getLocationId());
        properties.put("objectType", happened.getObjectType().name());
        properties.put("side", happened.getSide().name());
        put(properties, "organizationId", happened.getOrganizationId());
        put(properties, "objectId", happened.getObjectId());
        put(properties, "contactId", happened.getContactId());
        put(properties, "version", happened.getVersion());
        put(properties, "producer", happened.getProducer());
        put(properties, "reason", happened.getReason());
        put(properties, "correlationId", happened.getCorrelationId());
        properties.put("fields", happened.getFields());
        happened.getAttributes().forEach(properties::putIfAbsent);
        return new Event(
                Uuid5.of(happened.getLocationId() + "/" + happened.getEventId()),
                happened.getType(),
                distinctId(happened),
                happened.getOccurredAt(),
                properties);
    }

    private static String distinctId(SyncEvent happened) {
        if (happened.getContactId() != null) {
            return happened.getContactId();
        }
        return happened.getObjectId() == null ? happened.getLocationId() : happened.getObjectId();
    }

    private static void put(Map<String, Object> properties, String name, @Nullable Object value) {
        if (value != null) {
            properties.put(name, value);
        }
    }
}
