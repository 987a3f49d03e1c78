package dev.ghlsync.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlReply;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.source.GhlReads.Manner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appointments by id and by calendar. HighLevel lists them only per calendar and window of start times, without paging, so a page here is one window
 * of one calendar, in the order of the calendars' ids; which calendars there are is asked at the end of each. Blocks. Safe for concurrent use.
 */
final class Appointments {
    private static final Logger LOG = LoggerFactory.getLogger(Appointments.class);
    private static final String UPDATED = "dateUpdated";
    private static final String CALENDAR = "calendar";
    private static final String WINDOW = "window";
    private static final String CALENDARS = "calendars";
    private static final String EVENTS = "events";
    private static final Duration LENGTH = Duration.ofDays(61);

    private final Asking asking;
    private final GhlClient ghl;

    Appointments(Asking asking, GhlClient ghl) {
        this.asking = asking;
        this.ghl = ghl;
    }

    Result<ObjectRead> byId(Reading reading, Manner manner, String id) {
        return switch (asking.ask(reading, manner, token -> ghl.calendars().appointment(token, id))) {
            case Result.Got<GhlReply>(GhlReply reply) -> {
                JsonNode json = reply.json();
                JsonNode event = json.has("event") ? json.path("event") : json.path("appointment");
                yield event.path("id").isTextual()
                        ? new Result.Got<>(Json.read(
                                reading, ObjectKind.APPOINTMENT, ObjectRead.Source.GET, reply, event, UPDATED))
                        : new Result.Impossible<>(Result.Impossible.UNREADABLE);
            }
            case Result.Missing<GhlReply>(Instant at) ->
                new Result.Got<>(Json.missing(reading, ObjectKind.APPOINTMENT, id, at));
            case Result<GhlReply> other -> other.failed();
        };
    }

    /** Appointments that start from {@code past} before until {@code ahead} after {@code now}. */
    Result<Page> page(Reading reading, Instant now, Duration past, Duration ahead, @Nullable String text) {
        JsonNode cursor = Json.cursor(text);
        String calendar = cursor.path(CALENDAR).asText("");
        int window = cursor.path(WINDOW).asInt(0);
        if (window > 0) {
            return events(reading, calendar, window, now, past, ahead);
        }
        return switch (calendars(reading)) {
            case Result.Got<Calendars>(Calendars known) ->
                known.ids.stream()
                        .filter(id -> id.compareTo(calendar) > 0)
                        .findFirst()
                        .map(next -> events(reading, next, 0, now, past, ahead))
                        .orElseGet(() -> new Result.Got<>(new Page(List.of(), null, null, known.at)));
            case Result<Calendars> other -> other.failed();
        };
    }

    private Result<Page> events(
            Reading reading, String calendar, int window, Instant now, Duration past, Duration ahead) {
        Instant end = now.plus(ahead);
        Instant from = now.minus(past).plus(LENGTH.multipliedBy(window));
        Instant until = from.plus(LENGTH).isBefore(end) ? from.plus(LENGTH) : end;
        String location = reading.connection().locationId();
        return switch (asking.askForList(
                reading, Manner.RUN, EVENTS, token -> ghl.calendars().events(token, location, calendar, from, until))) {
            case Result.Got<GhlReply>(GhlReply reply) -> {
                List<ObjectRead> items = Json.items(
                        reading,
                        ObjectKind.APPOINTMENT,
                        ObjectRead.Source.LIST,
                        reply,
                        reply.json().path(EVENTS),
                        UPDATED);
                int following = until.isBefore(end) ? window + 1 : 0;
                yield new Result.Got<>(new Page(items, after(calendar, following), null, Asking.at(reply)));
            }
            // Deleted since the calendars were listed; GoHighLevel says so in two ways.
            case Result.Missing<GhlReply>(Instant at) ->
                new Result.Got<>(new Page(List.of(), after(calendar, 0), null, at));
            case Result.Impossible<GhlReply>(String reason)
            when reason.equals(Asking.INVALID) -> {
                LOG.atWarn()
                        .addKeyValue("locationId", location)
                        .addKeyValue("calendarId", calendar)
                        .log("GoHighLevel refuses to list a calendar's appointments; the others are read.");
                yield new Result.Got<>(new Page(List.of(), after(calendar, 0), null, from));
            }
            case Result<GhlReply> other -> other.failed();
        };
    }

    private static String after(String calendar, int window) {
        return Json.text(GhlJson.emptyObject().put(CALENDAR, calendar).put(WINDOW, window));
    }

    private Result<Calendars> calendars(Reading reading) {
        return switch (asking.askForList(
                reading,
                Manner.RUN,
                CALENDARS,
                token -> ghl.calendars().list(token, reading.connection().locationId()))) {
            case Result.Got<GhlReply>(GhlReply reply) ->
                new Result.Got<>(new Calendars(
                        StreamSupport.stream(reply.json().path(CALENDARS).spliterator(), false)
                                .map(calendar -> calendar.path("id").asText())
                                .filter(id -> !id.isEmpty())
                                .sorted()
                                .toList(),
                        Asking.at(reply)));
            case Result<GhlReply> other -> other.failed();
        };
    }

    private record Calendars(List<String> ids, Instant at) {}
}
