package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.contact.ContactFold;
import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.Folded;
import dev.ghlsync.sync.domain.contact.Happening;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.contact.Lifecycle;
import dev.ghlsync.sync.domain.contact.Merge;
import dev.ghlsync.sync.domain.contact.Side;
import dev.ghlsync.sync.domain.contact.Split;
import dev.ghlsync.sync.emission.Emission;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Folds inputs into contacts of one location, stores them and emits what follows. */
final class ContactDesk {
    private final ContactStores stores;
    private final Guard guard;
    private final Parking parking;
    private final Children children;
    private final Consumer<Emission> out;

    ContactDesk(ContactStores stores, Guard guard, Parking parking, Children children, Consumer<Emission> out) {
        this.stores = stores;
        this.guard = guard;
        this.parking = parking;
        this.children = children;
        this.out = out;
    }

    /** Folds one input; a contact seen for the first time starts as {@link ContactState#unknown}. */
    Folded fold(ContactState before, Input input, Inbound.Location location, Cause cause) {
        var folded = ContactFold.fold(before, input, location.policy(), cause.now());
        finish(before, folded, location, cause);
        return folded;
    }

    /**
     * Merges two contacts, at most one of which lives in GoHighLevel; returns the survivor.
     *
     * @param side whose decision it was
     */
    ContactState merge(ContactState a, ContactState b, Side side, Inbound.Location location, Cause cause) {
        var merge = Merge.of(a, b);
        boolean isFirst = merge.survivor().contactId().equals(a.contactId());
        var survivorBefore = isFirst ? a : b;
        var loserBefore = isFirst ? b : a;
        var toLoser = new Input.Regrouped(side, survivorBefore.contactId());
        var loser = ContactFold.regrouped(loserBefore, merge.loser(), toLoser, location.policy(), cause.now());
        finish(loserBefore, loser, location, cause);
        var toSurvivor = new Input.Regrouped(side, loserBefore.contactId());
        var survivor =
                ContactFold.regrouped(survivorBefore, merge.survivor(), toSurvivor, location.policy(), cause.now());
        finish(survivorBefore, survivor, location, cause);
        var left = loserBefore.ghlContactId();
        if (left != null && !left.equals(survivor.state().ghlContactId())) {
            stores.keepFormerLink(loserBefore, left, survivorBefore.contactId());
            children.linked(left, location, cause);
        }
        return survivor.state();
    }

    /** Makes two contacts of one, as an operator decided; returns the one that is a person of its own now. */
    ContactState split(
            ContactState before, ContactState otherBefore, Split split, Inbound.Location location, Cause cause) {
        var toRemaining = new Input.Regrouped(Side.OPERATOR, otherBefore.contactId());
        var remaining = ContactFold.regrouped(before, split.remaining(), toRemaining, location.policy(), cause.now());
        finish(before, remaining, location, cause);
        var toOther = new Input.Regrouped(Side.OPERATOR, before.contactId());
        var other = ContactFold.regrouped(otherBefore, split.other(), toOther, location.policy(), cause.now());
        finish(otherBefore, other, location, cause);
        return other.state();
    }

    /** Writes the contact's record again, with the next version: consumers take no record of a version they have. */
    void reissue(ContactState before, Inbound.Location location, Cause cause) {
        if (before.published().version() == 0) {
            return;
        }
        var view = before.view(location.policy());
        var after = before.publishedAgain(cause.now(), view);
        stores.keep(before, after);
        out.accept(new Emission.Announced(after, view, location.organizationId(), cause.correlationId()));
    }

    /** A fact that is not about a change of the contact's record. */
    void happened(
            Happening happening, @Nullable ContactState contact, Inbound.Location location, Cause cause, int number) {
        happened(happening, contact, Map.of(), location, cause, number);
    }

    /** @param attributes further facts, such as counts */
    void happened(
            Happening happening,
            @Nullable ContactState contact,
            Map<String, String> attributes,
            Inbound.Location location,
            Cause cause,
            int number) {
        out.accept(new Emission.Happened(
                location.locationId(),
                cause.id() + "-x" + number,
                contact == null ? null : contact.contactId(),
                contact == null ? null : contact.ghlContactId(),
                contact == null ? 0 : contact.published().version(),
                happening,
                cause.changeId(),
                location.organizationId(),
                attributes,
                cause.at(),
                cause.correlationId()));
    }

    private void count(boolean isNew, ContactState before, ContactState after) {
        int was = isNew || isMerged(before) ? 0 : 1;
        int is = isMerged(after) ? 0 : 1;
        if (was != is) {
            guard.added(after.locationId(), is - was);
        }
    }

    private static boolean isMerged(ContactState contact) {
        return contact.lifecycle().status() == Lifecycle.Status.MERGED;
    }

    private void finish(ContactState before, Folded folded, Inbound.Location location, Cause cause) {
        var after = folded.state();
        boolean isNew = before.published().version() == 0;
        if (isNew || !after.equals(before)) {
            stores.keep(isNew ? null : before, after);
            count(isNew, before, after);
        }
        parking.note(after, location, cause.now());
        stores.wake(folded.wakeAt(), after);
        if (folded.announced()) {
            out.accept(new Emission.Announced(after, folded.view(), location.organizationId(), cause.correlationId()));
        }
        int number = 0;
        for (var happening : folded.happenings()) {
            out.accept(new Emission.Happened(
                    after.locationId(),
                    cause.id() + "-" + after.contactId() + "-" + number++,
                    after.contactId(),
                    after.ghlContactId(),
                    after.published().version(),
                    happening,
                    cause.changeId(),
                    location.organizationId(),
                    Map.of(),
                    cause.at(),
                    cause.correlationId()));
        }
        folded.command()
                .ifPresent(command -> out.accept(new Emission.Commanded(
                        after.locationId(),
                        after.contactId(),
                        location.organizationId(),
                        command,
                        location.epoch(),
                        cause.correlationId())));
        folded.fetch()
                .ifPresent(reason -> out.accept(new Emission.Fetched(
                        after.locationId(),
                        cause.id() + "-fetch-" + after.contactId(),
                        java.util.Objects.requireNonNull(after.ghlContactId()),
                        reason,
                        cause.now(),
                        cause.correlationId())));
        var link = after.ghlContactId();
        boolean revived = isMerged(before) && !isMerged(after);
        if (link != null && (isNew || revived || !link.equals(before.ghlContactId()))) {
            children.linked(link, location, cause);
        }
    }
}
