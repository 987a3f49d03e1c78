package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.openapi.Dto;
import dev.ghlsync.sandbox.shelf.Documents;
import dev.ghlsync.sandbox.time.Dates;
import dev.ghlsync.sandbox.world.SubAccount;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Tasks of contacts, and the search over a whole location. */
final class TasksApi {
    private static final Dto CREATE = new Dto("contacts", "CreateTaskParams");
    private static final Dto UPDATE = new Dto("contacts", "UpdateTaskBody");
    private static final Dto STATUS = new Dto("contacts", "UpdateTaskStatusParams");
    private static final Dto SEARCH = new Dto("locations", "TaskSearchParamsDto");
    private static final int LIMIT_DEFAULT = 25;

    private final InstantSource clock;

    TasksApi(InstantSource clock) {
        this.clock = clock;
    }

    Reply list(ApiCall call) {
        Contact contact = call.contact(call.params().path("contactId"));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("tasks");
        call.own().tasks().all().stream()
                .filter(task -> Documents.fits(task, "contactId", contact.id()))
                .forEach(task -> list.add(shown(task)));
        return Reply.ok(answer);
    }

    Reply create(ApiCall call) {
        Contact contact = call.contact(call.params().path("contactId"));
        SubAccount account = call.own();
        ObjectNode task = Json.object().put("id", account.ids().id());
        Documents.patched(task, CREATE.checked(call.body()));
        task.put("contactId", contact.id()).put("locationId", account.location().id());
        return Reply.json(201, wrapped(account.tasks().put(task.put("dateAdded", Dates.iso(clock.instant())))));
    }

    Reply get(ApiCall call) {
        call.contact(call.params().path("contactId"));
        String id = call.params().path("taskId");
        return Reply.ok(wrapped(found(call.own().tasks().find(id), id)));
    }

    Reply update(ApiCall call) {
        return patched(call, UPDATE.checked(call.body()));
    }

    Reply complete(ApiCall call) {
        return patched(call, STATUS.checked(call.body()));
    }

    Reply delete(ApiCall call) {
        call.contact(call.params().path("contactId"));
        if (!call.own().tasks().remove(call.params().path("taskId"))) {
            throw unknown(call.params().path("taskId"));
        }
        return Reply.ok(Json.object().put("succeded", true));
    }

    Reply search(ApiCall call) {
        ObjectNode body = SEARCH.checked(call.body());
        SubAccount account = call.location(call.params().path("locationId"));
        String query = body.path("query").asText("").toLowerCase(Locale.ROOT);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("tasks");
        account.tasks().all().stream()
                .filter(task -> oneOf(body.path("contactId"), task.path("contactId"))
                        && oneOf(body.path("assignedTo"), task.path("assignedTo"))
                        && (!body.has("completed") || body.path("completed").equals(task.path("completed")))
                        && task.path("title").asText().toLowerCase(Locale.ROOT).contains(query))
                .skip(body.path("skip").asLong(0))
                .limit(body.path("limit").asLong(LIMIT_DEFAULT))
                .forEach(list::add);
        return Reply.ok(answer);
    }

    private Reply patched(ApiCall call, ObjectNode patch) {
        call.contact(call.params().path("contactId"));
        String id = call.params().path("taskId");
        return Reply.ok(wrapped(found(call.own().tasks().change(id, task -> Documents.patched(task, patch)), id)));
    }

    private static boolean oneOf(JsonNode wanted, JsonNode actual) {
        return !wanted.isArray() || wanted.isEmpty() || wanted.valueStream().anyMatch(actual::equals);
    }

    private static ObjectNode wrapped(ObjectNode task) {
        return Json.object().set("task", shown(task));
    }

    private static ObjectNode shown(ObjectNode task) {
        return Documents.only(task, "id", "title", "body", "assignedTo", "dueDate", "completed", "contactId");
    }

    private static ObjectNode found(Optional<ObjectNode> task, String id) {
        return task.orElseThrow(() -> unknown(id));
    }

    private static Refusal unknown(String id) {
        return Refusal.badRequest("Task with id " + id + " not found");
    }
}
