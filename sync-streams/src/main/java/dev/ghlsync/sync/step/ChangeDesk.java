package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.change.ChangeStatus;
import dev.ghlsync.sync.domain.contact.ContactFold;
import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.Happening;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.contact.Input.Edit;
import dev.ghlsync.sync.domain.contact.Merge;
import dev.ghlsync.sync.domain.contact.Side;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.identity.Identity;
import dev.ghlsync.sync.domain.identity.Resolution;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.inbound.Inbound.Change;
import dev.ghlsync.sync.inbound.Inbound.Patch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes of our side: resolved, applied once, or rejected with a reason. */
final class ChangeDesk {
    private final ContactStores stores;
    private final ContactDesk desk;
    private final ObjectDesk objects;

    ChangeDesk(ContactStores stores, ContactDesk desk, ObjectDesk objects) {
        this.stores = stores;
        this.desk = desk;
        this.objects = objects;
    }

    /** Attaches values of ours to a booking. */
    Tally.Outcome patched(Patch patch, long appendedAt, Inbound.Location location, Cause cause) {
        var locationId = location.locationId();
        if (stores.change(locationId, patch.changeId()).isPresent()) {
            return Tally.Outcome.DUPLICATE;
        }
        if (patch.rejection() != null) {
            return reject(patch, patch.rejection().reason(), location, cause);
        }
        if (!objects.patched(patch, appendedAt, location, cause)) {
            return reject(patch, "unknown_booking", location, cause);
        }
        var status = new ChangeStatus(ChangeStatus.Status.APPLIED, null, null, null, null, cause.now());
        stores.keep(locationId, patch.changeId(), status);
        return Tally.Outcome.CHANGED;
    }

    Tally.Outcome reject(Patch patch, String reason, Inbound.Location location, Cause cause) {
        if (!patch.changeId().isEmpty()) {
            var status = new ChangeStatus(ChangeStatus.Status.REJECTED, null, null, reason, null, cause.now());
            stores.keep(location.locationId(), patch.changeId(), status);
        }
        var happening =
                new Happening(Happening.Kind.CHANGE_REJECTED, Side.CRM, patch.producer(), List.of(), reason, null);
        desk.happened(happening, null, location, cause, 0);
        return Tally.Outcome.REJECTED;
    }

    /**
     * @param change with values in canonical form
     * @param appendedAt epoch ms at which the broker appended it
     */
    Tally.Outcome apply(Change change, long appendedAt, Inbound.Location location, Cause cause) {
        if (change.rejection() != null) {
            return reject(
                    change, change.rejection().reason(), change.rejection().field(), location, cause);
        }
        if (stores.change(location.locationId(), change.changeId()).isPresent()) {
            return Tally.Outcome.DUPLICATE;
        }
        return switch (change.kind()) {
            case UPSERT -> edit(change, Edit.Kind.UPSERT, appendedAt, location, cause);
            case ARCHIVE -> edit(change, Edit.Kind.ARCHIVE, appendedAt, location, cause);
            case RESTORE -> edit(change, Edit.Kind.RESTORE, appendedAt, location, cause);
            case REPLAY -> replay(change, location, cause);
            case MERGE -> merge(change, location, cause);
            case SPLIT, BOOKING_PATCH, UNKNOWN -> reject(change, "unsupported_kind", null, location, cause);
        };
    }

    Tally.Outcome reject(Change change, String reason, @Nullable String field, Inbound.Location location, Cause cause) {
        var known = stores.change(location.locationId(), change.changeId());
        if (known.isPresent()) {
            return Tally.Outcome.DUPLICATE;
        }
        decided(
                change,
                new ChangeStatus(ChangeStatus.Status.REJECTED, null, null, reason, field, cause.now()),
                location);
        var fields = field == null ? List.<FieldKey>of() : List.of(new FieldKey(field));
        desk.happened(
                new Happening(
                        Happening.Kind.CHANGE_REJECTED,
                        Side.CRM,
                        change.producer(),
                        fields,
                        reason,
                        change.contactId()),
                null,
                location,
                cause,
                0);
        return Tally.Outcome.REJECTED;
    }

    private Tally.Outcome edit(Change change, Edit.Kind kind, long appendedAt, Inbound.Location location, Cause cause) {
        var directory = stores.directory(location.locationId());
        var target = new Identity.Target(
                change.contactId(),
                change.ghlContactId(),
                change.externalId(),
                change.create() && kind == Edit.Kind.UPSERT);
        var traits = new Identity.Traits(value(change, Field.EMAIL), value(change, Field.PHONE));
        return switch (Identity.ofOurs(directory, target, traits)) {
            case Resolution.Known known -> {
                var outcome = apply(known.contact(), change, kind, appendedAt, location, cause);
                if (known.collidesWith() != null) {
                    desk.happened(GhlDesk.collision(known.collidesWith()), known.contact(), location, cause, 1);
                }
                yield outcome;
            }
            case Resolution.Nobody nobody ->
                target.create()
                        ? apply(newContact(change, location, cause), change, kind, appendedAt, location, cause)
                        : reject(change, "unknown_contact", null, location, cause);
        };
    }

    private Tally.Outcome apply(
            ContactState contact,
            Change change,
            Edit.Kind kind,
            long appendedAt,
            Inbound.Location location,
            Cause cause) {
        long changedAt = change.changedAt() == null ? appendedAt : Math.min(change.changedAt(), appendedAt);
        var edit = new Edit(
                change.changeId(),
                change.producer(),
                kind,
                change.set(),
                change.externalIds(),
                changedAt,
                appendedAt,
                change.baseVersion());
        var person = mergedWithTwin(contact, edit, location, cause);
        var folded = desk.fold(person, new Input.Edited(edit), location, cause);
        var minted = change.contactId();
        boolean isOther = minted != null && !minted.equals(person.contactId());
        if (isOther && stores.stored(location.locationId(), minted).isEmpty()) {
            stores.keepAlias(location.locationId(), minted, person.contactId());
        }
        var status = isOther ? ChangeStatus.Status.MERGED : ChangeStatus.Status.APPLIED;
        decided(
                change,
                new ChangeStatus(
                        status, person.contactId(), isOther ? person.contactId() : null, null, null, cause.now()),
                location);
        return GhlDesk.outcome(folded);
    }

    /**
     * An unlinked contact of ours that gets another contact's email address is that contact. It is merged before the edit is
     * folded, so that no create of it is given out; while one is on its way, its outcome decides.
     */
    private ContactState mergedWithTwin(ContactState contact, Edit edit, Inbound.Location location, Cause cause) {
        var email = FieldKey.of(Field.EMAIL);
        if (contact.ghlContactId() != null
                || contact.awaitsCreate()
                || edit.set().get(email) == null) {
            return contact;
        }
        var edited = ContactFold.fold(contact, new Input.Edited(edit), location.policy(), cause.now())
                .state();
        return Identity.twin(
                        stores.directory(location.locationId()),
                        contact,
                        new Identity.Traits(edited.valueOf(email), null))
                .map(twin -> desk.merge(contact, twin, Side.CRM, location, cause))
                .orElse(contact);
    }

    private Tally.Outcome replay(Change change, Inbound.Location location, Cause cause) {
        var contact = existing(change, location);
        if (contact == null) {
            return reject(change, "unknown_contact", null, location, cause);
        }
        var replan = new Input.Replan(Input.Replan.Cause.REPLAY, 0, 0, List.of(), 0);
        var folded = desk.fold(contact, new Input.Replanned(replan), location, cause);
        decided(change, applied(contact, cause), location);
        return GhlDesk.outcome(folded);
    }

    private Tally.Outcome merge(Change change, Inbound.Location location, Cause cause) {
        var directory = stores.directory(location.locationId());
        var loser = existing(change, location);
        var survivor = change.mergeInto() == null
                ? null
                : directory.contact(change.mergeInto()).orElse(null);
        if (loser == null || survivor == null) {
            return reject(change, "unknown_contact", null, location, cause);
        }
        if (loser.contactId().equals(survivor.contactId())) {
            return reject(change, "same_contact", null, location, cause);
        }
        if (Merge.livesApart(loser, survivor)) {
            return reject(change, "both_live_in_ghl", null, location, cause);
        }
        if (loser.awaitsCreate() || survivor.awaitsCreate()) {
            return reject(change, "create_in_flight", null, location, cause);
        }
        var merged = desk.merge(loser, survivor, Side.OPERATOR, location, cause);
        decided(change, applied(merged, cause), location);
        return Tally.Outcome.CHANGED;
    }

    private @Nullable ContactState existing(Change change, Inbound.Location location) {
        var target = new Identity.Target(change.contactId(), change.ghlContactId(), change.externalId(), false);
        var found = Identity.ofOurs(stores.directory(location.locationId()), target, new Identity.Traits(null, null));
        return switch (found) {
            case Resolution.Known known -> known.contact();
            case Resolution.Nobody nobody -> null;
        };
    }

    private void decided(Change change, ChangeStatus status, Inbound.Location location) {
        if (!change.changeId().isEmpty()) {
            stores.keep(location.locationId(), change.changeId(), status);
        }
    }

    private static ChangeStatus applied(ContactState contact, Cause cause) {
        return new ChangeStatus(ChangeStatus.Status.APPLIED, contact.contactId(), null, null, null, cause.now());
    }

    private static ContactState newContact(Change change, Inbound.Location location, Cause cause) {
        var minted = change.contactId();
        var id = minted != null
                ? minted
                : UUID.nameUUIDFromBytes(
                                (location.locationId() + "/" + change.changeId()).getBytes(StandardCharsets.UTF_8))
                        .toString();
        return ContactState.unknown(location.locationId(), id, cause.now());
    }

    private static @Nullable String value(Change change, Field field) {
        return change.set().get(FieldKey.of(field));
    }
}
