package dev.ghlsync.sandbox.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.ContactBook;
import dev.ghlsync.sandbox.contacts.ContactJson;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns changes of contacts into webhook events. A write that changes nothing sends nothing. */
public final class ContactEvents implements ContactBook.Listener {
    private final Outbox outbox;
    private final Supplier<Settings> settings;

    public ContactEvents(Outbox outbox, Supplier<Settings> settings) {
        this.outbox = outbox;
        this.settings = settings;
    }

    @Override
    public void changed(@Nullable Contact before, @Nullable Contact after) {
        Contact shown = after != null ? after : before;
        if (shown == null) {
            return;
        }
        for (String type : types(before, after, settings.get())) {
            ObjectNode fields = Json.object().put("id", shown.id());
            fields.setAll(ContactJson.webhook(shown, type.equals("ContactDndUpdate")));
            outbox.publish(type, shown.locationId(), fields);
        }
    }

    /** The events of one change, in the order in which they are made. */
    static List<String> types(@Nullable Contact before, @Nullable Contact after, Settings settings) {
        List<String> types = new ArrayList<>();
        if (before == null && after != null) {
            types.add("ContactCreate");
            if (settings.severalEventsPerAction() && !after.tags().isEmpty()) {
                types.add("ContactTagUpdate");
            }
        } else if (before != null && after == null) {
            types.add("ContactDelete");
            if (settings.updateAfterDelete()) {
                types.add("ContactUpdate");
            }
        } else if (before != null && after != null) {
            boolean tags = !before.tags().equals(after.tags());
            boolean dnd = !before.dnd().equals(after.dnd());
            boolean fields = !before.text().equals(after.text())
                    || !before.customFields().equals(after.customFields())
                    || !before.extras().equals(after.extras());
            if (fields || (settings.severalEventsPerAction() && (tags || dnd))) {
                types.add("ContactUpdate");
            }
            if (tags) {
                types.add("ContactTagUpdate");
            }
            if (dnd) {
                types.add("ContactDndUpdate");
            }
        }
        return types;
    }
}
