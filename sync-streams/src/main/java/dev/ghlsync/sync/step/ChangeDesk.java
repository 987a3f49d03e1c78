package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.change.ChangeStatus;
import dev.ghlsync.sync.domain.contact.ContactFold;
import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.Happening;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.contact.Input.Edit;
import dev.ghlsync.sync.domain.contact.Side;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.guard.ProducerWatch;
import dev.ghlsync.sync.domain.identity.Identity;
import dev.ghlsync.sync.domain.identity.Resolution;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.inbound.Inbound.Change;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes of our side: resolved, applied once, or rejected with a reason. */
final class ChangeDesk {
    private final ContactStores stores;
    private final ContactDesk desk;
    private final Guard guard;
    private final OperatorDesk operator;
    private final ChangeLedger ledger;
    private final FieldNames names;

    ChangeDesk(ContactStores stores, ContactDesk desk, Guard guard, ChangeLedger ledger, FieldNames names) {
        this.stores = stores;
        this.desk = desk;
        this.guard = guard;
        this.ledger = ledger;
        this.names = names;
        operator = new OperatorDesk(stores, desk, guard);
    }

    /**
     * @param written with values in canonical form, and custom fields by id or by key
     * @param appendedAt epoch ms at which the broker appended it
     * @param released whether an operator agreed to it, so that it is not held again
     */
    Tally.Outcome apply(Change written, long appendedAt, boolean released, Inbound.Location location, Cause cause) {
        if (ledger.isDecided(written, location)) {
            return Tally.Outcome.DUPLICATE;
        }
        var change = names.byId(written, cause);
        var rejection = change.rejection();
        if (rejection != null) {
            return ledger.rejected(change, rejection.reason(), rejection.field(), location, cause);
        }
        return switch (change.kind()) {
            case UPSERT -> guarded(change, Edit.Kind.UPSERT, appendedAt, released, location, cause);
            case ARCHIVE -> guarded(change, Edit.Kind.ARCHIVE, appendedAt, released, location, cause);
            case RESTORE -> edit(change, Edit.Kind.RESTORE, appendedAt, location, cause);
            case REPLAY, MERGE, SPLIT, RELEASE_HELD, DISCARD_HELD -> command(change, appendedAt, location, cause);
            case BOOKING_PATCH, UNKNOWN -> ledger.rejected(change, "unsupported_kind", null, location, cause);
        };
    }

    private Tally.Outcome command(Change change, long appendedAt, Inbound.Location location, Cause cause) {
        return switch (operator.apply(change, location, cause)) {
            case OperatorDesk.Answer.Rejected rejected ->
                ledger.rejected(change, rejected.reason(), null, location, cause);
            case OperatorDesk.Answer.Done done -> {
                var contact = done.contact();
                if (contact != null
                        && change.kind() == Change.Kind.SPLIT
                        && !change.set().isEmpty()) {
                    desk.fold(contact, new Input.Edited(edit(change, Edit.Kind.UPSERT, appendedAt)), location, cause);
                }
                var contactId = contact == null ? null : contact.contactId();
                var status = new ChangeStatus(ChangeStatus.Status.APPLIED, contactId, null, null, null, cause.now());
                ledger.decided(change.changeId(), status, location);
                yield done.outcome();
            }
        };
    }

    /** Applies an edit unless its producer changes too much at once; then it waits for an operator. */
    private Tally.Outcome guarded(
            Change change, Edit.Kind kind, long appendedAt, boolean released, Inbound.Location location, Cause cause) {
        if (!released && isTooMuch(change, location, cause)) {
            var held = new ChangeStatus(ChangeStatus.Status.HELD, null, null, "mass_change", null, cause.now());
            ledger.decided(change.changeId(), held, location);
            return Tally.Outcome.GUARDED;
        }
        return edit(change, kind, appendedAt, location, cause);
    }

    private boolean isTooMuch(Change change, Inbound.Location location, Cause cause) {
        if (guard.mode(location.locationId(), change.producer()) != ProducerWatch.Mode.OPEN) {
            return true;
        }
        if (!(resolved(change, change.create(), location) instanceof Resolution.Known known)) {
            return false;
        }
        int changed = guard.tooMany(
                location.locationId(), change.producer(), known.contact().contactId(), cause.now());
        if (changed == 0) {
            return false;
        }
        guard.enter(ProducerWatch.Mode.HOLDING, location.locationId(), change.producer());
        var counts = Map.of(
                "changed", Integer.toString(changed),
                "contacts", Long.toString(guard.contacts(location.locationId())));
        desk.happened(
                OperatorDesk.massChange(Happening.Kind.MASS_CHANGE_HELD, change.producer(), Side.CRM),
                null,
                counts,
                location,
                cause,
                0);
        return true;
    }

    private Resolution resolved(Change change, boolean create, Inbound.Location location) {
        var target = new Identity.Target(change.contactId(), change.ghlContactId(), change.externalId(), create);
        var traits = new Identity.Traits(value(change, Field.EMAIL), value(change, Field.PHONE));
        return Identity.ofOurs(stores.directory(location.locationId()), target, traits);
    }

    private Tally.Outcome edit(Change change, Edit.Kind kind, long appendedAt, Inbound.Location location, Cause cause) {
        boolean create = change.create() && kind == Edit.Kind.UPSERT;
        return switch (resolved(change, create, location)) {
            case Resolution.Known known -> {
                var outcome = apply(known.contact(), change, kind, appendedAt, location, cause);
                if (known.collidesWith() != null) {
                    desk.happened(GhlDesk.collision(known.collidesWith()), known.contact(), location, cause, 1);
                }
                yield outcome;
            }
            case Resolution.Nobody nobody ->
                create
                        ? apply(newContact(change, location, cause), change, kind, appendedAt, location, cause)
                        : ledger.rejected(change, "unknown_contact", null, location, cause);
        };
    }

    private Tally.Outcome apply(
            ContactState contact,
            Change change,
            Edit.Kind kind,
            long appendedAt,
            Inbound.Location location,
            Cause cause) {
        var edit = edit(change, kind, appendedAt);
        var person = mergedWithTwin(contact, edit, location, cause);
        var folded = desk.fold(person, new Input.Edited(edit), location, cause);
        var minted = change.contactId();
        boolean isOther = minted != null && !minted.equals(person.contactId());
        if (isOther && stores.stored(location.locationId(), minted).isEmpty()) {
            stores.keepAlias(location.locationId(), minted, person.contactId());
        }
        var status = isOther ? ChangeStatus.Status.MERGED : ChangeStatus.Status.APPLIED;
        ledger.decided(
                change.changeId(),
                new ChangeStatus(
                        status, person.contactId(), isOther ? person.contactId() : null, null, null, cause.now()),
                location);
        return GhlDesk.outcome(folded);
    }

    private static Edit edit(Change change, Edit.Kind kind, long appendedAt) {
        long changedAt = change.changedAt() == null ? appendedAt : Math.min(change.changedAt(), appendedAt);
        return new Edit(
                change.changeId(),
                change.producer(),
                kind,
                change.set(),
                change.externalIds(),
                changedAt,
                appendedAt,
                change.baseVersion());
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
                .filter(twin -> !twin.awaitsCreate())
                .map(twin -> desk.merge(contact, twin, Side.CRM, location, cause))
                .orElse(contact);
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
