package dev.ghlsync.sandbox.bookings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.seed.Stream;
import java.util.List;

/** The calendars of a location, made once with it. */
public final class Calendars {
    private Calendars() {}

    public static List<ObjectNode> make(String locationId, Stream ids) {
        return List.of(calendar(locationId, ids, "Discovery Call"), calendar(locationId, ids, "Coaching Session"));
    }

    private static ObjectNode calendar(String locationId, Stream ids, String name) {
        return Json.object()
                .put("id", ids.id())
                .put("locationId", locationId)
                .put("groupId", ids.id())
                .put("name", name)
                .put("isActive", true)
                .put("slotDuration", 30)
                .put("slotDurationUnit", "mins");
    }
}
