package dev.ghlsync.ingest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;

/** The values both sides keep of a task, in one form. */
final class TaskValues {
    private static final String DONE = "completed";

    private TaskValues() {}

    /** A task as GoHighLevel shows it. GHL docs, locations.json. */
    static SortedMap<String, String> ofGhl(JsonNode task) {
        SortedMap<String, String> values = texts(task)
                .text("ghlContactId", task.path("contactId"))
                .time("dueAt", task.path("dueDate"))
                .all();
        values.put(DONE, Boolean.toString(task.path(DONE).asBoolean(false)));
        return values;
    }

    /** A task as our query API shows it. */
    static SortedMap<String, String> ofOurs(JsonNode task) {
        SortedMap<String, String> values = texts(task)
                .text("ghlContactId", task.path("ghlContactId"))
                .time("dueAt", task.path("dueAt"))
                .all();
        values.put(DONE, Boolean.toString(task.path("status").asText().equals("COMPLETED")));
        return values;
    }

    private static Values texts(JsonNode task) {
        return new Values()
                .text("title", task.path("title"))
                .text("body", task.path("body"))
                .text("assignedTo", task.path("assignedTo"));
    }
}
