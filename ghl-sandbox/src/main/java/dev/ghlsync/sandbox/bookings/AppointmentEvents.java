package dev.ghlsync.sandbox.bookings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.shelf.Documents;
import dev.ghlsync.sandbox.shelf.Shelf;
import dev.ghlsync.sandbox.webhooks.Outbox;
import org.jspecify.annotations.Nullable;

/** AppointmentCreate, Update and Delete, with the appointment nested under {@code appointment}. */
public final class AppointmentEvents implements Shelf.Listener {
    private final Outbox outbox;

    public AppointmentEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void changed(@Nullable ObjectNode before, @Nullable ObjectNode after) {
        ObjectNode shown = after != null ? after : before;
        if (shown == null) {
            return;
        }
        String type = before == null ? "AppointmentCreate" : after == null ? "AppointmentDelete" : "AppointmentUpdate";
        ObjectNode appointment = Documents.only(
                shown,
                "id",
                "address",
                "title",
                "calendarId",
                "contactId",
                "groupId",
                "appointmentStatus",
                "assignedUserId",
                "users",
                "notes",
                "source",
                "startTime",
                "endTime",
                "dateAdded",
                "dateUpdated");
        ObjectNode fields = Json.object();
        fields.set("appointment", appointment);
        outbox.publish(type, shown.path("locationId").asText(), fields);
    }
}
