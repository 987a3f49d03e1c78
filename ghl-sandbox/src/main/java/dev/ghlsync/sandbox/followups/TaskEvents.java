package dev.ghlsync.sandbox.followups;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.shelf.Documents;
import dev.ghlsync.sandbox.shelf.Shelf;
import dev.ghlsync.sandbox.webhooks.Outbox;
import org.jspecify.annotations.Nullable;

/** TaskCreate, TaskComplete and TaskDelete; other edits send nothing. TaskCreate lacks contactId and body, as the live one does. */
public final class TaskEvents implements Shelf.Listener {
    private final Outbox outbox;

    public TaskEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void changed(@Nullable ObjectNode before, @Nullable ObjectNode after) {
        if (before == null && after != null) {
            publish("TaskCreate", after, "id", "assignedTo", "title", "dateAdded", "dueDate");
        } else if (before != null && after == null) {
            whole("TaskDelete", before);
        } else if (before != null
                && after != null
                && !before.path("completed").asBoolean()
                && after.path("completed").asBoolean()) {
            whole("TaskComplete", after);
        }
    }

    private void whole(String type, ObjectNode task) {
        publish(type, task, "id", "assignedTo", "body", "contactId", "title", "dateAdded", "dueDate");
    }

    private void publish(String type, ObjectNode task, String... names) {
        outbox.publish(type, task.path("locationId").asText(), Documents.only(task, names));
    }
}
