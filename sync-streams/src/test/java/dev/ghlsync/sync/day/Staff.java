package dev.ghlsync.sync.day;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** People who work in GoHighLevel: they make, change and delete things by chance, and remember each transition they caused. */
final class Staff {
    private static final List<String> BOOKING_STATES =
            List.of("new", "confirmed", "cancelled", "showed", "noshow", "invalid");
    private static final List<String> DEAL_STATES = List.of("open", "won", "lost", "abandoned");

    private final SandboxLocation sandbox;
    private final Random chance;
    private final People people;
    private final Map<String, ObjectNode> bookings = new TreeMap<>();
    private final Map<String, ObjectNode> deals = new TreeMap<>();
    private final Map<String, ObjectNode> tasks = new TreeMap<>();
    /** {@code <id in GoHighLevel> <event type>} to how often. */
    private final Map<String, Long> transitions = new TreeMap<>();

    private final JsonNode pipelines;
    private final JsonNode calendars;
    private int numbered;

    Staff(SandboxLocation sandbox, Random chance) {
        this.sandbox = sandbox;
        this.chance = chance;
        this.people = new People(sandbox, chance);
        this.pipelines = sandbox.call("GET", "/opportunities/pipelines?locationId=" + sandbox.id(), null)
                .path("pipelines");
        this.calendars = sandbox.call("GET", "/calendars/?locationId=" + sandbox.id(), null)
                .path("calendars");
    }

    JsonNode pipelines() {
        return pipelines;
    }

    Map<String, Long> transitions() {
        return transitions;
    }

    /** One thing somebody does. */
    void act() {
        int what = chance.nextInt(100);
        if (people.isEmpty() || what < 8) {
            people.make();
        } else if (what < 16) {
            people.edit();
        } else if (what < 18) {
            deleteSomebodyWithoutBusiness();
        } else if (what < 28) {
            book();
        } else if (what < 46 && !bookings.isEmpty()) {
            changeBooking();
        } else if (what < 49 && !bookings.isEmpty()) {
            delete(bookings, "/calendars/events/", "booking_deleted");
        } else if (what < 60) {
            newDeal();
        } else if (what < 82 && !deals.isEmpty()) {
            changeDeal();
        } else if (what < 85 && !deals.isEmpty()) {
            delete(deals, "/opportunities/", "opportunity_deleted");
        } else if (what < 92) {
            newTask();
        } else if (!tasks.isEmpty()) {
            changeTask();
        }
    }

    /** What becomes of the bookings, deals and tasks of a deleted contact is not documented, so none of theirs go. */
    private void deleteSomebodyWithoutBusiness() {
        var contact = people.any();
        boolean isIdle = Stream.of(bookings, deals, tasks)
                .flatMap(objects -> objects.values().stream())
                .noneMatch(object -> object.path("contactId").asText().equals(contact));
        if (isIdle) {
            people.delete(contact);
        }
    }

    private void book() {
        var calendar = calendars.get(chance.nextInt(calendars.size()));
        var body = object().put("calendarId", calendar.path("id").asText())
                .put("locationId", sandbox.id())
                .put("contactId", people.any())
                .put("startTime", slot().toString())
                .put("title", "Call " + ++numbered)
                .put("appointmentStatus", any(List.of("new", "confirmed")))
                .put("ignoreFreeSlotValidation", true);
        var made = (ObjectNode) sandbox.call("POST", "/calendars/events/appointments", body);
        bookings.put(made.path("id").asText(), made);
        did(made, "booking_scheduled");
    }

    private void changeBooking() {
        var booking = bookings.get(any(List.copyOf(bookings.keySet())));
        var before = booking.deepCopy();
        var patch = object();
        if (chance.nextInt(3) == 0) {
            var start = slot();
            patch.put("startTime", start.toString())
                    .put("endTime", start.plus(Duration.ofMinutes(45)).toString());
        } else if (chance.nextInt(3) > 0) {
            patch.put("appointmentStatus", any(BOOKING_STATES));
        } else {
            patch.put("title", "Call " + ++numbered);
        }
        var after = (ObjectNode) sandbox.call("PUT", "/calendars/events/appointments/" + id(booking), patch);
        bookings.put(id(booking), after);
        String was = before.path("appointmentStatus").asText();
        String is = after.path("appointmentStatus").asText();
        if (!was.equals(is)) {
            boolean ahead = List.of("new", "confirmed").contains(is);
            boolean wasAhead = List.of("new", "confirmed").contains(was);
            did(after, ahead && !wasAhead ? "booking_scheduled" : bookingEvent(is));
        }
        if (!before.path("startTime").equals(after.path("startTime"))
                || !before.path("endTime").equals(after.path("endTime"))) {
            did(after, "booking_rescheduled");
        }
    }

    private static String bookingEvent(String state) {
        return switch (state) {
            case "cancelled" -> "booking_canceled";
            case "showed" -> "booking_showed";
            case "noshow" -> "booking_no_show";
            case "invalid" -> "booking_invalid";
            case "confirmed" -> "booking_confirmed";
            default -> "booking_scheduled";
        };
    }

    private void newDeal() {
        var pipeline = pipelines.get(chance.nextInt(pipelines.size()));
        var body = object().put("pipelineId", pipeline.path("id").asText())
                .put("pipelineStageId", stage(pipeline))
                .put("locationId", sandbox.id())
                .put("contactId", people.any())
                .put("name", "Deal " + ++numbered)
                .put("status", "open")
                .put("monetaryValue", chance.nextInt(10_000) / 4.0);
        var made = (ObjectNode)
                sandbox.call("POST", "/opportunities/upsert", body.deepCopy()).path("opportunity");
        boolean isNew = !deals.containsKey(id(made));
        if (isNew) {
            did(made, "opportunity_created");
        } else {
            dealChanged(deals.get(id(made)), made);
        }
        deals.put(id(made), made);
    }

    private void changeDeal() {
        var deal = deals.get(any(List.copyOf(deals.keySet())));
        var patch = object();
        switch (chance.nextInt(4)) {
            case 0 -> patch.put("status", any(DEAL_STATES));
            case 1 -> patch.put("monetaryValue", chance.nextInt(100_000) / 100.0);
            case 2 -> {
                var pipeline = pipelines.get(chance.nextInt(pipelines.size()));
                patch.put("pipelineId", pipeline.path("id").asText()).put("pipelineStageId", stage(pipeline));
            }
            default -> patch.put("name", "Deal " + ++numbered).put("status", any(DEAL_STATES));
        }
        var after = (ObjectNode)
                sandbox.call("PUT", "/opportunities/" + id(deal), patch).path("opportunity");
        dealChanged(deal, after);
        deals.put(id(deal), after);
    }

    private void dealChanged(JsonNode before, JsonNode after) {
        if (!before.path("status").equals(after.path("status"))) {
            String is = after.path("status").asText();
            did(after, is.equals("open") ? "opportunity_reopened" : "opportunity_" + is);
        }
        if (!before.path("pipelineId").equals(after.path("pipelineId"))
                || !before.path("pipelineStageId").equals(after.path("pipelineStageId"))) {
            did(after, "opportunity_stage_changed");
        }
        if (before.path("monetaryValue").asDouble()
                != after.path("monetaryValue").asDouble()) {
            did(after, "opportunity_value_changed");
        }
    }

    private void newTask() {
        var contact = people.any();
        var body = object().put("title", "Task " + ++numbered)
                .put("body", "about " + numbered)
                .put("dueDate", slot().toString())
                .put("completed", false);
        var made = (ObjectNode)
                sandbox.call("POST", "/contacts/" + contact + "/tasks", body).path("task");
        tasks.put(id(made), made);
        did(made, "task_created");
    }

    private void changeTask() {
        var task = tasks.get(any(List.copyOf(tasks.keySet())));
        String path = "/contacts/" + task.path("contactId").asText() + "/tasks/" + id(task);
        switch (chance.nextInt(4)) {
            case 0 -> sandbox.call("PUT", path, object().put("title", "Task " + ++numbered));
            case 1 -> {
                sandbox.call("DELETE", path, null);
                tasks.remove(id(task));
                did(task, "task_deleted");
            }
            default -> {
                sandbox.call("PUT", path + "/completed", object().put("completed", true));
                if (!task.path("completed").asBoolean()) {
                    did(task, "task_completed");
                }
                task.put("completed", true);
            }
        }
    }

    private void delete(Map<String, ObjectNode> kept, String path, String type) {
        var gone = kept.remove(any(List.copyOf(kept.keySet())));
        sandbox.call("DELETE", path + id(gone), null);
        did(gone, type);
    }

    private void did(JsonNode object, String type) {
        transitions.merge(id(object) + " " + type, 1L, Long::sum);
    }

    private Instant slot() {
        return sandbox.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofMinutes(30L * (2 + chance.nextInt(300))));
    }

    private String stage(JsonNode pipeline) {
        var stages = pipeline.path("stages");
        return stages.get(chance.nextInt(stages.size())).path("id").asText();
    }

    private String any(List<String> of) {
        return of.get(chance.nextInt(of.size()));
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }

    private static ObjectNode object() {
        return SandboxLocation.JSON.createObjectNode();
    }
}
