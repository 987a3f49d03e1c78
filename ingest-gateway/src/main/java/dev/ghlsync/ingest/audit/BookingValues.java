package dev.ghlsync.ingest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;

/** The values both sides keep of an appointment, in one form. Its users are not compared; data of ours is not GoHighLevel's. */
final class BookingValues {
    /** Named alike on both sides. */
    private static final List<String> TEXTS =
            List.of("title", "notes", "address", "calendarId", "groupId", "assignedUserId");

    private static final String STATUS = "ghlStatus";

    private BookingValues() {}

    /** An appointment as GoHighLevel shows it. GHL docs, calendars.json, which misspells the status in places. */
    static SortedMap<String, String> ofGhl(JsonNode event) {
        Values values = texts(event)
                .text(STATUS, event.path("appointmentStatus"))
                .text("ghlContactId", event.path("contactId"))
                .time("startsAt", event.path("startTime"))
                .time("endsAt", event.path("endTime"));
        return values.has(STATUS)
                ? values.all()
                : values.text(STATUS, event.path("appoinmentStatus")).all();
    }

    /** A booking as our query API shows it. */
    static SortedMap<String, String> ofOurs(JsonNode booking) {
        return texts(booking)
                .text(STATUS, booking.path(STATUS))
                .text("ghlContactId", booking.path("ghlContactId"))
                .time("startsAt", booking.path("startsAt"))
                .time("endsAt", booking.path("endsAt"))
                .all();
    }

    private static Values texts(JsonNode object) {
        var values = new Values();
        TEXTS.forEach(name -> values.text(name, object.path(name)));
        return values;
    }
}
