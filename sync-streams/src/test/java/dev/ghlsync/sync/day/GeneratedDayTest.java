package dev.ghlsync.sync.day;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.avro.Booking;
import dev.ghlsync.avro.BookingStatus;
import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.ContactStatus;
import dev.ghlsync.avro.Opportunity;
import dev.ghlsync.avro.OpportunityStatus;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.avro.Task;
import dev.ghlsync.avro.TaskStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Dghlsync.days=N} plays more days, {@code -Dghlsync.seed=S} starts at another one. */
class GeneratedDayTest {
    private static final int ACTIONS = 400;
    private static final String CONTACTS = "contact ";
    /** GHL docs, webhooks: the payload of a contact has no timezone; a read says it. */
    private static final Set<String> TOLD_BY_NO_WEBHOOK = Set.of("timezone");

    private static final int DAYS = Integer.getInteger("ghlsync.days", 1);
    private static final long SEED = Long.getLong("ghlsync.seed", 1);

    static List<Long> seeds() {
        var seeds = new ArrayList<Long>();
        for (int i = 0; i < DAYS; i++) {
            seeds.add(SEED + i);
        }
        return seeds;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stateAndTransitionsAreThoseOfTheSandbox(long seed) {
        // Given
        try (var day = new Day(seed)) {
            // When
            day.play(ACTIONS);
            var contactsByWebhooks = differences(ours(day), theirs(day.sandbox.state()), CONTACTS, TOLD_BY_NO_WEBHOOK);
            day.reconcile();

            // Then
            assertThat(contactsByWebhooks)
                    .as("seed %d, before the reconcile", seed)
                    .isEmpty();
            assertThat(differences(ours(day), theirs(day.sandbox.state()), "", Set.of()))
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(told(day)).as("seed %d", seed).containsExactlyInAnyOrderEntriesOf(day.staff.transitions());
        }
    }

    /** What is not the same on both sides, of the objects whose names start with a prefix. */
    private static List<String> differences(
            Map<String, Map<String, Object>> ours,
            Map<String, Map<String, Object>> theirs,
            String prefix,
            Set<String> without) {
        var names = new TreeSet<>(ours.keySet());
        names.addAll(theirs.keySet());
        return names.stream()
                .filter(name -> name.startsWith(prefix))
                .filter(name -> !Objects.equals(without(ours.get(name), without), without(theirs.get(name), without)))
                .map(name -> name + ": ours " + ours.get(name) + ", theirs " + theirs.get(name))
                .toList();
    }

    private static @Nullable Map<String, Object> without(@Nullable Map<String, Object> fields, Set<String> names) {
        if (fields == null) {
            return null;
        }
        var rest = new TreeMap<>(fields);
        rest.keySet().removeAll(names);
        return rest;
    }

    private static Map<String, Map<String, Object>> theirs(JsonNode state) {
        var objects = new TreeMap<String, Map<String, Object>>();
        state.path("contacts")
                .forEach(contact -> objects.put("contact " + text(contact, "id"), ComparedContact.of(contact)));
        state.path("appointments")
                .forEach(event -> objects.put(
                        "booking " + text(event, "id"),
                        fields(
                                "contact", text(event, "contactId"),
                                "status", text(event, "appointmentStatus"),
                                "title", text(event, "title"),
                                "notes", text(event, "notes"),
                                "address", text(event, "address"),
                                "source", text(event, "source"),
                                "calendar", text(event, "calendarId"),
                                "group", text(event, "groupId"),
                                "user", text(event, "assignedUserId"),
                                "start", time(event, "startTime"),
                                "end", time(event, "endTime"),
                                "added", time(event, "dateAdded"),
                                "updated", time(event, "dateUpdated"))));
        state.path("opportunities")
                .forEach(deal -> objects.put(
                        "deal " + text(deal, "id"),
                        fields(
                                "contact", text(deal, "contactId"),
                                "name", text(deal, "name"),
                                "status", text(deal, "status"),
                                "pipeline", text(deal, "pipelineId"),
                                "stage", text(deal, "pipelineStageId"),
                                "minor", deal.has("monetaryValue") ? minor(deal) : null,
                                "user", text(deal, "assignedTo"),
                                "source", text(deal, "source"),
                                "statusChanged", time(deal, "lastStatusChangeAt"),
                                "stageChanged", time(deal, "lastStageChangeAt"),
                                "created", time(deal, "createdAt"))));
        state.path("tasks")
                .forEach(task -> objects.put(
                        "task " + text(task, "id"),
                        fields(
                                "contact", text(task, "contactId"),
                                "title", text(task, "title"),
                                "body", text(task, "body"),
                                "user", text(task, "assignedTo"),
                                "due", time(task, "dueDate"),
                                "status", task.path("completed").asBoolean() ? TaskStatus.COMPLETED : TaskStatus.OPEN,
                                "added", time(task, "dateAdded"))));
        return objects;
    }

    private static Map<String, Map<String, Object>> ours(Day day) {
        var objects = new TreeMap<String, Map<String, Object>>();
        var written = day.sync.written();
        var people = new TreeMap<String, Contact>();
        written.contacts().forEach(contact -> people.put(contact.getContactId(), contact));
        people.values().stream()
                .filter(contact -> contact.getStatus() == ContactStatus.ACTIVE)
                .forEach(contact -> objects.put("contact " + contact.getGhlContactId(), ComparedContact.of(contact)));
        for (Booking booking : written.bookingsByGhlId().values()) {
            if (booking.getStatus() != BookingStatus.DELETED) {
                objects.put(
                        "booking " + booking.getGhlAppointmentId(),
                        fields(
                                "contact", people.get(booking.getContactId()).getGhlContactId(),
                                "status", booking.getGhlStatus(),
                                "title", booking.getTitle(),
                                "notes", booking.getNotes(),
                                "address", booking.getAddress(),
                                "source", booking.getSource(),
                                "calendar", booking.getCalendarId(),
                                "group", booking.getGroupId(),
                                "user", booking.getAssignedUserId(),
                                "start", booking.getStartsAt(),
                                "end", booking.getEndsAt(),
                                "added", booking.getGhlDateAdded(),
                                "updated", booking.getGhlDateUpdated()));
            }
        }
        for (Opportunity deal : written.opportunitiesByGhlId().values()) {
            if (deal.getStatus() != OpportunityStatus.DELETED) {
                objects.put(
                        "deal " + deal.getGhlOpportunityId(),
                        fields(
                                "contact", people.get(deal.getContactId()).getGhlContactId(),
                                "name", deal.getName(),
                                "status", deal.getStatus().name().toLowerCase(Locale.ROOT),
                                "pipeline", deal.getPipelineId(),
                                "stage", deal.getPipelineStageId(),
                                "minor", deal.getMonetaryValueMinor(),
                                "user", deal.getAssignedTo(),
                                "source", deal.getSource(),
                                "statusChanged", deal.getLastStatusChangeAt(),
                                "stageChanged", deal.getLastStageChangeAt(),
                                "created", deal.getGhlCreatedAt()));
            }
        }
        for (Task task : written.tasksByGhlId().values()) {
            if (task.getStatus() != TaskStatus.DELETED) {
                objects.put(
                        "task " + task.getGhlTaskId(),
                        fields(
                                "contact", people.get(task.getContactId()).getGhlContactId(),
                                "title", task.getTitle(),
                                "body", task.getBody(),
                                "user", task.getAssignedTo(),
                                "due", task.getDueAt(),
                                "status", task.getStatus(),
                                "added", task.getGhlDateAdded()));
            }
        }
        return objects;
    }

    /** Each transition less its corrections; contacts have none here. */
    private static Map<String, Long> told(Day day) {
        var told = new TreeMap<String, Long>();
        var ids = new TreeSet<String>();
        for (SyncEvent event : day.sync.written().events()) {
            if (event.getType().startsWith("contact_") || !ids.add(event.getEventId())) {
                continue;
            }
            boolean corrected = event.getType().endsWith("_corrected");
            var type = event.getType().replace("_corrected", "");
            told.merge(event.getGhlId() + " " + type, corrected ? -1L : 1L, Long::sum);
        }
        told.values().removeIf(count -> count == 0);
        return told;
    }

    static Map<String, Object> fields(@Nullable Object... namesAndValues) {
        var fields = new TreeMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
            }
        }
        return fields;
    }

    private static long minor(JsonNode deal) {
        return new BigDecimal(deal.path("monetaryValue").asText())
                .movePointRight(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
    }

    static @Nullable String text(JsonNode object, String name) {
        return object.hasNonNull(name) ? object.path(name).asText() : null;
    }

    static @Nullable Instant time(JsonNode object, String name) {
        var text = text(object, name);
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }
}
