package dev.ghlsync.sandbox.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.bookings.BookingTimes;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.seed.Stream;
import dev.ghlsync.sandbox.time.Dates;
import dev.ghlsync.sandbox.world.SubAccount;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Invents opportunities and appointments for the contacts of a location. */
public final class Dealings {
    private static final List<String> STATUSES = List.of("open", "open", "open", "won", "lost", "abandoned");
    private static final List<String> BOOKED =
            List.of("confirmed", "confirmed", "showed", "noshow", "cancelled", "new");

    private final Stream random;
    private final SubAccount account;
    private final Instant now;

    public Dealings(Stream random, SubAccount account, Instant now) {
        this.random = random;
        this.account = account;
        this.now = now;
    }

    /** An opportunity of this contact, in some stage of some pipeline. */
    public void deal(String contactId) {
        ObjectNode pipeline = random.pick(account.pipelines().all());
        JsonNode stages = pipeline.path("stages");
        Instant created = now.minusMillis(random.below(Duration.ofDays(200).toMillis()));
        Instant changed = created.plusMillis(
                random.below(Math.max(1, Duration.between(created, now).toMillis())));
        account.opportunities()
                .seed(Json.object()
                        .put("id", random.id())
                        .put("locationId", account.location().id())
                        .put("contactId", contactId)
                        .put("pipelineId", pipeline.path("id").asText())
                        .put(
                                "pipelineStageId",
                                stages.path(random.below(stages.size()))
                                        .path("id")
                                        .asText())
                        .put("name", "Programme " + (1 + random.below(9)))
                        .put("status", random.pick(STATUSES))
                        .put("monetaryValue", 100 * (1 + random.below(50)))
                        .put("assignedTo", random.pick(account.location().users()))
                        .put("source", "website")
                        .put("createdAt", Dates.iso(created))
                        .put("updatedAt", Dates.iso(changed))
                        .put("lastStatusChangeAt", Dates.iso(changed))
                        .put("lastStageChangeAt", Dates.iso(changed))
                        .put("lastActionDate", Dates.iso(changed))
                        .put("indexVersion", 1));
    }

    /** An appointment of this contact between 30 days ago and 30 days ahead. */
    public void booking(String contactId) {
        ObjectNode calendar = random.pick(account.calendars());
        String zone = account.location().timezone();
        Instant start = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(random.below(1_440) - 720));
        String made = BookingTimes.local(now.minus(Duration.ofDays(31)), zone);
        ObjectNode event = Json.object()
                .put("id", random.id())
                .put("title", calendar.path("name").asText())
                .put("calendarId", calendar.path("id").asText())
                .put("locationId", account.location().id())
                .put("contactId", contactId)
                .put("groupId", calendar.path("groupId").asText())
                .put("appointmentStatus", random.pick(BOOKED))
                .put("assignedUserId", random.pick(account.location().users()));
        event.putArray("users");
        account.appointments()
                .seed(event.put("source", "booking_widget")
                        .put("startTime", BookingTimes.local(start, zone))
                        .put("endTime", BookingTimes.local(start.plus(Duration.ofMinutes(30)), zone))
                        .put("dateAdded", made)
                        .put("dateUpdated", made));
    }
}
