package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.contact.Lifecycle;
import dev.ghlsync.sync.domain.contact.Merge;
import dev.ghlsync.sync.domain.contact.Side;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Statement;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Outcomes of commands, and the links they bring. */
final class ResultDesk {
    private final ContactStores stores;
    private final ContactDesk desk;
    private final GhlDesk ghl;
    private final GhlFacts facts;

    ResultDesk(ContactStores stores, ContactDesk desk, GhlDesk ghl, GhlFacts facts) {
        this.stores = stores;
        this.desk = desk;
        this.ghl = ghl;
        this.facts = facts;
    }

    Tally.Outcome settled(Inbound.Result result, Inbound.Location location, Cause cause) {
        var stored = stores.stored(location.locationId(), result.contactId());
        if (stored.isEmpty()) {
            return Tally.Outcome.IGNORED;
        }
        var contact = stored.get();
        var snapshot = facts.answer(result, location.policy().country()).orElse(null);
        if (result.kind() == Input.Outcome.Kind.DUPLICATE_OF && result.ghlContactId() != null) {
            return duplicate(contact, result, snapshot, location, cause);
        }
        var holder = result.ghlContactId() == null
                ? Optional.<ContactState>empty()
                : holder(location, result.ghlContactId(), contact);
        if (holder.isPresent()) {
            return elsewhere(contact, holder.get(), result, snapshot, location, cause);
        }
        var settled = desk.fold(
                contact, new Input.Settled(outcome(result, result.ghlContactId(), snapshot)), location, cause);
        if (settled.state().lifecycle().status() == Lifecycle.Status.MERGED) {
            stores.directory(location.locationId())
                    .contact(contact.contactId())
                    .ifPresent(survivor -> desk.fold(
                            survivor,
                            new Input.Inherited(outcome(result, result.ghlContactId(), snapshot)),
                            location,
                            cause));
        }
        return GhlDesk.outcome(settled);
    }

    /** The contact that holds the link which the result is about, when it is not the one the command was for. */
    private Optional<ContactState> holder(Inbound.Location location, String ghlContactId, ContactState contact) {
        var directory = stores.directory(location.locationId());
        return directory.byGhlId(ghlContactId).stream()
                .flatMap(id -> directory.contact(id).stream())
                .filter(c ->
                        ghlContactId.equals(c.ghlContactId()) && !c.contactId().equals(contact.contactId()))
                .findFirst();
    }

    /** The webhook of our own create came first and made a contact of its own, or the contact was merged meanwhile. */
    private Tally.Outcome elsewhere(
            ContactState contact,
            ContactState holder,
            Inbound.Result result,
            @Nullable Statement snapshot,
            Inbound.Location location,
            Cause cause) {
        var settled = desk.fold(contact, new Input.Settled(outcome(result, null, null)), location, cause);
        var target = holder;
        boolean merged = settled.state().lifecycle().status() == Lifecycle.Status.MERGED;
        if (!merged && !Merge.livesApart(settled.state(), holder) && !Merge.keptApart(settled.state(), holder)) {
            target = desk.merge(settled.state(), holder, Side.GHL, location, cause);
        }
        // What it gave out is known there too, since they were or became one, or were split.
        var inherited = new Input.Inherited(outcome(result, result.ghlContactId(), snapshot));
        var folded = desk.fold(target, inherited, location, cause);
        return GhlDesk.outcome(snapshot == null ? settled : folded);
    }

    /**
     * GoHighLevel refused a create because the person exists there. With nothing that speaks against it that contact is
     * this one; with another email address it is somebody who shares the phone, and the two stay apart.
     */
    private Tally.Outcome duplicate(
            ContactState contact,
            Inbound.Result result,
            @Nullable Statement snapshot,
            Inbound.Location location,
            Cause cause) {
        var settled = desk.fold(contact, new Input.Settled(outcome(result, null, null)), location, cause);
        var state = settled.state();
        var ghlContactId = java.util.Objects.requireNonNull(result.ghlContactId());
        var holder = holder(location, ghlContactId, state);
        boolean samePerson = !hasOtherEmail(state, snapshot, holder)
                && holder.stream().noneMatch(other -> Merge.keptApart(state, other));
        if (samePerson && state.ghlContactId() == null && holder.isEmpty() && snapshot != null) {
            return GhlDesk.outcome(
                    desk.fold(state, new Input.Seen(ghlContactId, snapshot, 0, Set.of()), location, cause));
        }
        if (samePerson && holder.isPresent() && !Merge.livesApart(state, holder.get())) {
            var survivor = desk.merge(state, holder.get(), Side.GHL, location, cause);
            if (snapshot != null) {
                desk.fold(survivor, new Input.Seen(ghlContactId, snapshot, 0, Set.of()), location, cause);
            }
            return Tally.Outcome.CHANGED;
        }
        if (holder.isEmpty() && snapshot != null && !ghlContactId.equals(state.ghlContactId())) {
            ghl.seen(new Input.Seen(ghlContactId, snapshot, 0, Set.of()), location, cause);
        }
        holder(location, ghlContactId, state)
                .ifPresent(other -> desk.fold(state, new Input.Doubled(other.contactId()), location, cause));
        return GhlDesk.outcome(settled);
    }

    private static boolean hasOtherEmail(
            ContactState state, @Nullable Statement snapshot, Optional<ContactState> holder) {
        var key = FieldKey.of(Field.EMAIL);
        var ours = state.valueOf(key);
        var theirs = snapshot != null && snapshot.values().containsKey(key)
                ? snapshot.values().get(key)
                : holder.map(h -> h.valueOf(key)).orElse(null);
        return ours != null && theirs != null && !ours.equals(theirs);
    }

    private static Input.Outcome outcome(
            Inbound.Result result, @Nullable String ghlContactId, @Nullable Statement snapshot) {
        return new Input.Outcome(
                result.version(),
                result.kind(),
                result.reason(),
                ghlContactId,
                result.fields(),
                snapshot,
                result.at(),
                result.maybeSent());
    }
}
