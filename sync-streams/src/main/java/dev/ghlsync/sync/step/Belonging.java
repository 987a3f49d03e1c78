package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.mirror.DefinitionFields;
import dev.ghlsync.sync.domain.mirror.Kind;
import dev.ghlsync.sync.domain.mirror.Mirrored;
import dev.ghlsync.sync.domain.opportunity.OpportunityFields;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the contact an object belongs to, and the names of what its ids stand for. */
final class Belonging {
    private final ContactStores contacts;
    private final ObjectStores objects;

    Belonging(ContactStores contacts, ObjectStores objects) {
        this.contacts = contacts;
        this.objects = objects;
    }

    /**
     * The object with its contact and names.
     *
     * @param before as consumers know it
     */
    Mirrored attached(Mirrored before, Mirrored object, Inbound.Location location) {
        return object.with(contactId(before, object, location), names(object));
    }

    /** Whether its contact is one that we only know by its id in GoHighLevel. */
    boolean awaitsContact(Mirrored object) {
        var ghlContactId = object.picture().text(Mirrored.GHL_CONTACT_ID);
        return ghlContactId != null
                && object.contactId() != null
                && contacts.directory(object.locationId()).byGhlId(ghlContactId).isEmpty()
                && contacts.formerlyLinked(object.locationId(), ghlContactId).isEmpty();
    }

    /** Whether its pipeline has no name yet. */
    boolean awaitsPipeline(Mirrored object) {
        return object.kind() == Kind.OPPORTUNITY
                && object.picture().has(OpportunityFields.PIPELINE_ID)
                && !object.names().containsKey("pipelineName");
    }

    /**
     * An unknown contact has already the id that it will get when it is read; one that a read did not find stays away as long as
     * the object names it.
     */
    private @Nullable String contactId(Mirrored before, Mirrored object, Inbound.Location location) {
        var ghlContactId = object.picture().text(Mirrored.GHL_CONTACT_ID);
        if (ghlContactId == null) {
            return null;
        }
        var directory = contacts.directory(object.locationId());
        var linked = directory.byGhlId(ghlContactId).stream()
                .flatMap(id -> directory.contact(id).stream())
                .findFirst()
                .or(() -> contacts.formerHolder(object.locationId(), ghlContactId));
        if (linked.isPresent()) {
            return linked.get().contactId();
        }
        boolean same =
                before.isPublic() && Objects.equals(before.picture().text(Mirrored.GHL_CONTACT_ID), ghlContactId);
        if (!same) {
            return GhlDesk.contactId(location, ghlContactId);
        }
        var known = before.contactId();
        return known == null
                ? null
                : directory.contact(known).map(ContactState::contactId).orElse(known);
    }

    private SortedMap<String, String> names(Mirrored object) {
        var names = new TreeMap<String, String>();
        if (object.kind() != Kind.OPPORTUNITY) {
            return names;
        }
        var pipelineId = object.picture().text(OpportunityFields.PIPELINE_ID);
        var pipeline = pipelineId == null
                ? null
                : objects.byGhlId(object.locationId(), Kind.PIPELINE, pipelineId)
                        .orElse(null);
        if (pipeline == null) {
            return names;
        }
        put(names, "pipelineName", pipeline.picture().text(DefinitionFields.NAME));
        var stageId = object.picture().text(OpportunityFields.STAGE_ID);
        var stages = pipeline.picture().text(DefinitionFields.STAGES);
        if (stageId != null && stages != null) {
            stages.lines()
                    .filter(stage -> stage.startsWith(stageId + "\t"))
                    .findFirst()
                    .ifPresent(stage -> put(names, "pipelineStageName", stage.substring(stageId.length() + 1)));
        }
        return names;
    }

    private static void put(SortedMap<String, String> names, String field, @Nullable String name) {
        if (name != null) {
            names.put(field, name);
        }
    }
}
