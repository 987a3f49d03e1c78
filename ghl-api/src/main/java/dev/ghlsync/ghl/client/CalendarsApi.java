package dev.ghlsync.ghl.client;

import dev.ghlsync.ghl.client.GhlRequest.Method;
import dev.ghlsync.ghl.credentials.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /calendars} of HighLevel's API, version 2021-04-15 (calendars.json). Safe for concurrent use. */
public final class CalendarsApi {
    private static final String CALENDARS = "calendars";

    private final GhlTransport transport;

    CalendarsApi(GhlTransport transport) {
        this.transport = transport;
    }

    /** {@code GET /calendars/} → {@code {calendars}}. */
    public GhlResponse list(Secret token, String locationId) {
        return get(GhlRequest.query(GhlRequest.path(CALENDARS) + "/", Map.of("locationId", locationId)), token);
    }

    /** {@code GET /calendars/events} → {@code {events}}: one calendar, a window of start times, no paging. */
    public GhlResponse events(Secret token, String locationId, String calendarId, Instant from, Instant until) {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("The calendar window from " + from + " until " + until + " is empty.");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("locationId", locationId);
        parameters.put("calendarId", calendarId);
        parameters.put("startTime", Long.toString(from.toEpochMilli()));
        parameters.put("endTime", Long.toString(until.toEpochMilli()));
        return get(GhlRequest.query(GhlRequest.path(CALENDARS, "events"), parameters), token);
    }

    /** {@code GET /calendars/events/appointments/{id}} → {@code {event}}. */
    public GhlResponse appointment(Secret token, String eventId) {
        return get(GhlRequest.path(CALENDARS, "events", "appointments", eventId), token);
    }

    private GhlResponse get(String path, Secret token) {
        return transport.send(new GhlRequest(Method.GET, path, ApiVersion.V2021_04_15, token, null));
    }
}
