package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.bookings.BookingTimes;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Params;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.openapi.Dto;
import dev.ghlsync.sandbox.shelf.Documents;
import dev.ghlsync.sandbox.world.SubAccount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Calendars and appointments. Answers to writes carry no dates, as observed. */
final class CalendarsApi {
    private static final Dto CREATE = new Dto("calendars", "AppointmentCreateSchema");
    private static final Dto EDIT = new Dto("calendars", "AppointmentEditSchema");
    private static final Duration SLOT = Duration.ofMinutes(30);

    private final InstantSource clock;

    CalendarsApi(InstantSource clock) {
        this.clock = clock;
    }

    Reply calendars(ApiCall call) {
        SubAccount account = call.location(call.params().query("locationId"));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("calendars");
        account.calendars().forEach(list::add);
        return Reply.ok(answer);
    }

    Reply events(ApiCall call) {
        Params params = call.params();
        SubAccount account = call.location(params.required("locationId"));
        Instant from = millis(params, "startTime");
        Instant until = millis(params, "endTime");
        if (params.query("userId") == null && params.query("calendarId") == null && params.query("groupId") == null) {
            throw Refusal.unprocessable(List.of("Either of userId, calendarId or groupId is required"));
        }
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("events");
        account.appointments().all().stream()
                .filter(event -> Documents.fits(event, "assignedUserId", params.query("userId"))
                        && Documents.fits(event, "calendarId", params.query("calendarId"))
                        && Documents.fits(event, "groupId", params.query("groupId")))
                .filter(event -> {
                    Instant start = BookingTimes.instant(
                            "startTime", event.path("startTime").asText());
                    return !start.isBefore(from) && !start.isAfter(until);
                })
                .forEach(list::add);
        return Reply.ok(answer);
    }

    Reply create(ApiCall call) {
        ObjectNode body = CREATE.checked(call.body());
        SubAccount account = call.location(call.bodyText("locationId"));
        call.contact(body.path("contactId").asText());
        String zone = account.location().timezone();
        ObjectNode calendar = calendar(account, body.path("calendarId").asText());
        Instant start = BookingTimes.instant("startTime", body.path("startTime").asText());
        Instant end = body.has("endTime")
                ? BookingTimes.instant("endTime", body.path("endTime").asText())
                : start.plus(SLOT);
        String now = BookingTimes.local(clock.instant(), zone);
        ObjectNode event = Json.object().put("id", account.ids().id());
        event.put("title", calendar.path("name").asText());
        Documents.patched(event, kept(body));
        event.put("startTime", BookingTimes.local(start, zone)).put("endTime", BookingTimes.local(end, zone));
        putIfAbsent(event, "appointmentStatus", "confirmed");
        putIfAbsent(event, "assignedUserId", account.location().users().getFirst());
        event.put("groupId", calendar.path("groupId").asText());
        event.putArray("users");
        event.put("source", "api").put("dateAdded", now).put("dateUpdated", now);
        return Reply.ok(written(account.appointments().put(event)));
    }

    Reply edit(ApiCall call) {
        ObjectNode body = EDIT.checked(call.body());
        SubAccount account = call.own();
        String zone = account.location().timezone();
        String id = call.params().path("eventId");
        return Reply.ok(written(account.appointments()
                .change(id, event -> {
                    Documents.patched(event, kept(body));
                    for (String name : List.of("startTime", "endTime")) {
                        if (body.has(name)) {
                            Instant at =
                                    BookingTimes.instant(name, body.path(name).asText());
                            event.put(name, BookingTimes.local(at, zone));
                        }
                    }
                    return event.put("dateUpdated", BookingTimes.local(clock.instant(), zone));
                })
                .orElseThrow(() -> unknown(id))));
    }

    Reply get(ApiCall call) {
        String id = call.params().path("eventId");
        ObjectNode event = call.own().appointments().find(id).orElseThrow(() -> unknown(id));
        return Reply.ok(Json.object().set("event", event));
    }

    Reply delete(ApiCall call) {
        String id = call.params().path("eventId");
        if (!call.own().appointments().remove(id)) {
            throw unknown(id);
        }
        return Reply.json(201, Json.object().put("succeeded", true));
    }

    /** Times without zone, in the location's local time. */
    Reply ofContact(ApiCall call) {
        Contact contact = call.contact(call.params().path("contactId"));
        SubAccount account = call.own();
        String zone = account.location().timezone();
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("events");
        for (ObjectNode event : account.appointments().all()) {
            if (Documents.fits(event, "contactId", contact.id())) {
                event.put("status", "booked");
                for (String name : List.of("startTime", "endTime", "dateAdded", "dateUpdated")) {
                    event.put(name, BookingTimes.bare(event.path(name).asText(), zone));
                }
                list.add(event);
            }
        }
        return Reply.ok(answer);
    }

    private static ObjectNode kept(ObjectNode body) {
        return Documents.only(
                body,
                "title",
                "appointmentStatus",
                "assignedUserId",
                "description",
                "address",
                "meetingLocationType",
                "calendarId",
                "locationId",
                "contactId",
                "rrule");
    }

    private static ObjectNode written(ObjectNode event) {
        ObjectNode json = Documents.only(
                event,
                "calendarId",
                "locationId",
                "contactId",
                "startTime",
                "endTime",
                "title",
                "meetingLocationType",
                "appointmentStatus",
                "assignedUserId",
                "address",
                "rrule",
                "id");
        return json.put("isRecurring", event.has("rrule"));
    }

    private static void putIfAbsent(ObjectNode event, String name, String value) {
        if (!event.has(name)) {
            event.put(name, value);
        }
    }

    private static ObjectNode calendar(SubAccount account, String id) {
        return account.calendars().stream()
                .filter(calendar -> calendar.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest("Calendar with id " + id + " not found"));
    }

    private static Instant millis(Params params, String name) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(params.required(name)));
        } catch (NumberFormatException e) {
            throw Refusal.unprocessable(List.of(name + " must be a number string"));
        }
    }

    private static Refusal unknown(String id) {
        return Refusal.badRequest("Event with id " + id + " not found");
    }
}
