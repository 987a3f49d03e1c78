package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.booking.BookingRules;
import dev.ghlsync.sync.domain.mirror.Datum;
import dev.ghlsync.sync.domain.mirror.Folded;
import dev.ghlsync.sync.domain.mirror.Kind;
import dev.ghlsync.sync.domain.mirror.MirrorFold;
import dev.ghlsync.sync.domain.mirror.Mirrored;
import dev.ghlsync.sync.domain.mirror.Rules;
import dev.ghlsync.sync.domain.mirror.Seen;
import dev.ghlsync.sync.domain.opportunity.Money;
import dev.ghlsync.sync.domain.opportunity.OpportunityFields;
import dev.ghlsync.sync.domain.opportunity.OpportunityRules;
import dev.ghlsync.sync.domain.task.TaskRules;
import dev.ghlsync.sync.emission.Emission;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Folds what is said of objects of one location, stores them and emits what follows. */
final class ObjectDesk implements Children {
    private final ObjectStores stores;
    private final ContactStores contacts;
    private final Belonging belonging;
    private final Consumer<Emission> out;

    ObjectDesk(ObjectStores stores, ContactStores contacts, Consumer<Emission> out) {
        this.stores = stores;
        this.contacts = contacts;
        this.belonging = new Belonging(contacts, stores);
        this.out = out;
    }

    Tally.Outcome seen(Seen seen, Inbound.Location location, Cause cause) {
        if (seen.kind() == Kind.TASK && !location.conventions().syncTasks()) {
            return Tally.Outcome.IGNORED;
        }
        var id = ObjectStores.idOf(location.locationId(), seen.kind(), seen.ghlId());
        var before = stores.object(location.locationId(), seen.kind(), id)
                .orElseGet(() -> Mirrored.unknown(seen.kind(), location.locationId(), id, seen.ghlId(), cause.now()));
        var folded = MirrorFold.seen(
                before, seen, rules(seen.kind()), state -> belonging.attached(before, state, location), cause.now());
        finish(before, folded, location, cause);
        return switch (folded.verdict()) {
            case CREATED -> Tally.Outcome.CREATED;
            case CHANGED -> Tally.Outcome.CHANGED;
            case UNCHANGED -> Tally.Outcome.UNCHANGED;
        };
    }

    /** Looks at an object again: a read may be due, or its contact or a name may have changed. */
    void again(Mirrored before, Inbound.Location location, Cause cause) {
        var folded = MirrorFold.again(
                before, rules(before.kind()), state -> belonging.attached(before, state, location), cause.now());
        finish(before, folded, location, cause);
    }

    /** Writes the object's record again, with the next version. */
    void reissue(Mirrored before, Inbound.Location location, Cause cause) {
        if (before.isPublic()) {
            var after = before.published(cause.now());
            stores.keep(before, after);
            show(after, location, cause);
        }
    }

    /** False when there is no such booking. */
    boolean patched(Inbound.Patch patch, long appendedAt, Inbound.Location location, Cause cause) {
        var booking = stores.object(location.locationId(), Kind.BOOKING, patch.bookingId())
                .filter(Mirrored::isPublic)
                .orElse(null);
        if (booking == null) {
            return false;
        }
        long changedAt = patch.changedAt() == null ? appendedAt : Math.min(patch.changedAt(), appendedAt);
        var data = new TreeMap<String, Datum>();
        patch.set().forEach((name, value) -> data.put(name, new Datum(value, changedAt)));
        finish(booking, MirrorFold.patched(booking, data, rules(Kind.BOOKING), cause.now()), location, cause);
        return true;
    }

    @Override
    public void linked(String ghlContactId, Inbound.Location location, Cause cause) {
        for (var child : stores.children(location.locationId(), ghlContactId)) {
            again(child, location, cause);
            var reserved = child.contactId();
            var directory = contacts.directory(location.locationId());
            if (reserved != null && directory.contact(reserved).isEmpty()) {
                // The id was public: it stays another name of the contact that the person turned out to be.
                directory.byGhlId(ghlContactId).stream()
                        .findFirst()
                        .ifPresent(id -> contacts.keepAlias(location.locationId(), reserved, id));
            }
        }
    }

    /**
     * A read did not find a contact that only its objects name.
     *
     * @return false when the contact is known otherwise, so that it was deleted
     */
    boolean missing(String ghlContactId, Inbound.Location location, Cause cause) {
        var children = stores.children(location.locationId(), ghlContactId);
        if (children.isEmpty()
                || !contacts.directory(location.locationId())
                        .byGhlId(ghlContactId)
                        .isEmpty()
                || contacts.formerlyLinked(location.locationId(), ghlContactId).isPresent()) {
            return false;
        }
        for (var child : children) {
            var folded =
                    MirrorFold.again(child, rules(child.kind()), state -> state.with(null, state.names()), cause.now());
            finish(child, folded, location, cause);
        }
        return true;
    }

    private void finish(Mirrored before, Folded folded, Inbound.Location location, Cause cause) {
        var after = folded.state().askingBecauseOf(cause.correlationId());
        stores.keep(before, after);
        stores.wake(folded.wakeAt(), after);
        if (folded.announced()) {
            show(after, location, cause);
        }
        folded.tellings()
                .forEach(telling -> out.accept(
                        new Emission.Told(after, telling, location.organizationId(), cause.correlationId())));
        folded.ask()
                .ifPresent(reason -> ask(after.kind(), after.ghlId(), parentOf(after), reason.code(), cause, after));
        askForOthers(before, after, cause);
        if (after.kind() == Kind.PIPELINE && folded.announced()) {
            stores.all(location.locationId(), Kind.OPPORTUNITY).stream()
                    .filter(deal -> after.ghlId().equals(deal.picture().text(OpportunityFields.PIPELINE_ID)))
                    .forEach(deal -> again(deal, location, cause));
        }
    }

    private void show(Mirrored object, Inbound.Location location, Cause cause) {
        var currency = Money.currency(
                location.conventions().currency(), location.policy().country());
        out.accept(new Emission.Shown(object, currency, location.organizationId(), cause.correlationId()));
    }

    /** What the object names and nobody has read yet. */
    private void askForOthers(Mirrored before, Mirrored after, Cause cause) {
        var contact = after.picture().text(Mirrored.GHL_CONTACT_ID);
        boolean otherContact = !Objects.equals(before.contactId(), after.contactId());
        if (contact != null && otherContact && belonging.awaitsContact(after)) {
            ask(null, contact, null, "unknown_contact", cause, after);
        }
        var pipeline = after.picture().text(OpportunityFields.PIPELINE_ID);
        boolean otherPipeline = !Objects.equals(before.picture().text(OpportunityFields.PIPELINE_ID), pipeline);
        if (pipeline != null && otherPipeline && belonging.awaitsPipeline(after)) {
            ask(Kind.PIPELINE, pipeline, null, "unknown_pipeline", cause, after);
        }
    }

    private void ask(
            @Nullable Kind kind, String objectId, @Nullable String parentId, String reason, Cause cause, Mirrored by) {
        out.accept(new Emission.Asked(
                by.locationId(),
                cause.id() + "-fetch-" + by.id() + "-" + reason,
                kind,
                objectId,
                parentId,
                reason,
                cause.now(),
                cause.correlationId()));
    }

    private static @Nullable String parentOf(Mirrored object) {
        return object.kind() == Kind.TASK ? object.picture().text(Mirrored.GHL_CONTACT_ID) : null;
    }

    private static final Rules BOOKINGS = new BookingRules();
    private static final Rules OPPORTUNITIES = new OpportunityRules();
    private static final Rules TASKS = new TaskRules();

    private static Rules rules(Kind kind) {
        return switch (kind) {
            case BOOKING -> BOOKINGS;
            case OPPORTUNITY -> OPPORTUNITIES;
            case TASK -> TASKS;
            case TAG, CUSTOM_FIELD, PIPELINE, CALENDAR -> Rules.SILENT;
        };
    }
}
