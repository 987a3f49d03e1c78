package dev.ghlsync.sandbox.deals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.settings.Settings;
import dev.ghlsync.sandbox.shelf.Documents;
import dev.ghlsync.sandbox.shelf.Shelf;
import dev.ghlsync.sandbox.webhooks.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The seven opportunity events; one action gives several, as observed. */
public final class OpportunityEvents implements Shelf.Listener {
    private final Outbox outbox;
    private final Supplier<Settings> settings;

    public OpportunityEvents(Outbox outbox, Supplier<Settings> settings) {
        this.outbox = outbox;
        this.settings = settings;
    }

    @Override
    public void changed(@Nullable ObjectNode before, @Nullable ObjectNode after) {
        ObjectNode shown = after != null ? after : before;
        if (shown == null) {
            return;
        }
        ObjectNode fields = Documents.only(
                shown,
                "id",
                "assignedTo",
                "contactId",
                "monetaryValue",
                "name",
                "pipelineId",
                "pipelineStageId",
                "source",
                "status");
        fields.put("dateAdded", shown.path("createdAt").asText());
        String locationId = shown.path("locationId").asText();
        types(before, after, settings.get().severalEventsPerAction())
                .forEach(type -> outbox.publish(type, locationId, fields));
    }

    static List<String> types(@Nullable ObjectNode before, @Nullable ObjectNode after, boolean several) {
        List<String> types = new ArrayList<>();
        if (before == null || after == null) {
            types.add(before == null ? "OpportunityCreate" : "OpportunityDelete");
            if (several) {
                types.add("OpportunityUpdate");
            }
            return types;
        }
        if (Documents.differ(before, after, "pipelineStageId") || Documents.differ(before, after, "pipelineId")) {
            types.add("OpportunityStageUpdate");
        }
        if (Documents.differ(before, after, "status")) {
            types.add("OpportunityStatusUpdate");
        }
        if (Documents.differ(before, after, "monetaryValue")) {
            types.add("OpportunityMonetaryValueUpdate");
        }
        if (Documents.differ(before, after, "assignedTo")) {
            types.add("OpportunityAssignedToUpdate");
        }
        if (types.isEmpty()
                ? Documents.differ(before, after, "name") || Documents.differ(before, after, "customFields")
                : several) {
            types.addFirst("OpportunityUpdate");
        }
        return types;
    }
}
