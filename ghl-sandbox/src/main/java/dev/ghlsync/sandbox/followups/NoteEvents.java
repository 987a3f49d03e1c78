package dev.ghlsync.sandbox.followups;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.shelf.Documents;
import dev.ghlsync.sandbox.shelf.Shelf;
import dev.ghlsync.sandbox.webhooks.Outbox;
import org.jspecify.annotations.Nullable;

/** NoteCreate, NoteUpdate and NoteDelete, with nothing but id, body, contact and date. */
public final class NoteEvents implements Shelf.Listener {
    private final Outbox outbox;

    public NoteEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void changed(@Nullable ObjectNode before, @Nullable ObjectNode after) {
        ObjectNode shown = after != null ? after : before;
        if (shown != null) {
            String type = before == null ? "NoteCreate" : after == null ? "NoteDelete" : "NoteUpdate";
            outbox.publish(
                    type,
                    shown.path("locationId").asText(),
                    Documents.only(shown, "id", "body", "contactId", "dateAdded"));
        }
    }
}
