package dev.ghlsync.sync.ghl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.mirror.Kind;
import dev.ghlsync.sync.domain.mirror.Seen;
import dev.ghlsync.sync.domain.mirror.Sighting;
import dev.ghlsync.sync.domain.mirror.Sighting.Source;
import dev.ghlsync.sync.domain.task.TaskFields;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What webhooks and reads say about appointments, opportunities, tasks and definitions. Times are epoch ms. */
public final class ObjectReadings {
    private static final String APPOINTMENT_CREATE = "AppointmentCreate";
    private static final String TASK_COMPLETE = "TaskComplete";

    /** An HTTP Date has whole seconds: what the answer says was true at some moment of that second. */
    private static final long DATE_STEP_MS = 999;

    private ObjectReadings() {}

    /**
     * Empty when the webhook is about something else, or names no object.
     *
     * @param appendedAt when the broker appended the record; it counts when GoHighLevel gave no time
     */
    public static Optional<Seen> of(Inbound.Webhook webhook, long appendedAt) {
        return kind(webhook.type())
                .flatMap(kind -> CanonicalJson.object(webhook.body())
                        .map(body -> kind == Kind.BOOKING ? body.path("appointment") : body)
                        .flatMap(object -> webhook(webhook, kind, object, appendedAt)));
    }

    /** Empty when the read is of something else, or holds no object. */
    public static Optional<Seen> of(Inbound.Snapshot snapshot) {
        return kind(snapshot.kind()).flatMap(kind -> snapshot(snapshot, kind));
    }

    private static Optional<Seen> webhook(Inbound.Webhook webhook, Kind kind, JsonNode object, long appendedAt) {
        var id = Canonical.text(Said.text(object, WireFields.ID).orNull());
        if (id == null) {
            return Optional.empty();
        }
        var shape = ObjectShape.of(kind);
        var read = ObjectReader.webhook(object, shape);
        var values = new TreeMap<>(read.values());
        if (webhook.type().equals(TASK_COMPLETE)) {
            values.put(TaskFields.COMPLETED, "true");
        }
        var told = webhook.timestamp();
        long said = told == null ? appendedAt : told;
        long at = time(values.get(shape.updated()), said);
        boolean gone = webhook.type().endsWith("Delete");
        // The published samples of update and delete call themselves AppointmentCreate.
        boolean ambiguous = webhook.type().equals(APPOINTMENT_CREATE);
        var sighting = new Sighting(at, said, Source.WEBHOOK, values);
        return Optional.of(new Seen(kind, id, sighting, gone, said, read.omitted(), ambiguous));
    }

    private static Optional<Seen> snapshot(Inbound.Snapshot snapshot, Kind kind) {
        boolean byId = snapshot.source() == Inbound.Snapshot.Source.GET;
        if (!snapshot.found()) {
            long gone = snapshot.readAt() + DATE_STEP_MS;
            return byId || kind.isDefinition()
                    ? Optional.of(new Seen(kind, snapshot.objectId(), null, true, gone, Set.of(), false))
                    : Optional.empty();
        }
        var shape = ObjectShape.of(kind);
        return Optional.ofNullable(snapshot.body())
                .flatMap(CanonicalJson::object)
                .map(body -> unwrapped(body, shape))
                .map(object -> {
                    // A list of definitions is all there is to read of them.
                    boolean judges = byId || kind.isDefinition();
                    var values = ObjectReader.read(object, shape);
                    long updated = updated(snapshot, values.get(shape.updated()));
                    long at = judges ? Math.max(updated, snapshot.readAt()) : updated;
                    var source = judges ? Source.READ : Source.INDEX;
                    var sighting = new Sighting(at, snapshot.readAt(), source, values);
                    return new Seen(kind, snapshot.objectId(), sighting, false, snapshot.readAt(), Set.of(), false);
                });
    }

    private static long updated(Inbound.Snapshot snapshot, @Nullable String stated) {
        var known = snapshot.dateUpdated();
        return known == null ? time(stated, snapshot.readAt()) : known;
    }

    private static long time(@Nullable String stated, long otherwise) {
        return stated == null ? otherwise : Long.parseLong(stated);
    }

    /** An answer as it came, or the object taken out of it. */
    private static JsonNode unwrapped(ObjectNode body, ObjectShape shape) {
        return !body.has(WireFields.ID) && body.get(shape.member()) instanceof ObjectNode object ? object : body;
    }

    private static Optional<Kind> kind(String webhookType) {
        return switch (webhookType) {
            case APPOINTMENT_CREATE, "AppointmentUpdate", "AppointmentDelete" -> Optional.of(Kind.BOOKING);
            case "OpportunityCreate",
                    "OpportunityUpdate",
                    "OpportunityDelete",
                    "OpportunityStageUpdate",
                    "OpportunityStatusUpdate",
                    "OpportunityMonetaryValueUpdate",
                    "OpportunityAssignedToUpdate" -> Optional.of(Kind.OPPORTUNITY);
            case "TaskCreate", TASK_COMPLETE, "TaskDelete" -> Optional.of(Kind.TASK);
            default -> Optional.empty();
        };
    }

    private static Optional<Kind> kind(Inbound.Snapshot.Kind kind) {
        return switch (kind) {
            case BOOKING -> Optional.of(Kind.BOOKING);
            case OPPORTUNITY -> Optional.of(Kind.OPPORTUNITY);
            case TASK -> Optional.of(Kind.TASK);
            case TAG -> Optional.of(Kind.TAG);
            case CUSTOM_FIELD -> Optional.of(Kind.CUSTOM_FIELD);
            case PIPELINE -> Optional.of(Kind.PIPELINE);
            case CALENDAR -> Optional.of(Kind.CALENDAR);
            case CONTACT, OTHER -> Optional.empty();
        };
    }
}
