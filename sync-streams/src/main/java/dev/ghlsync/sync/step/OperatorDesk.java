package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.Happening;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.contact.Lifecycle;
import dev.ghlsync.sync.domain.contact.Merge;
import dev.ghlsync.sync.domain.contact.Side;
import dev.ghlsync.sync.domain.contact.Split;
import dev.ghlsync.sync.domain.guard.ProducerWatch;
import dev.ghlsync.sync.domain.identity.Identity;
import dev.ghlsync.sync.domain.identity.Resolution;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.inbound.Inbound.Change;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decisions of operators: replay, merge, split, and what becomes of a held mass change. */
final class OperatorDesk {
    private final ContactStores stores;
    private final ContactDesk desk;
    private final Guard guard;

    OperatorDesk(ContactStores stores, ContactDesk desk, Guard guard) {
        this.stores = stores;
        this.desk = desk;
        this.guard = guard;
    }

    /** What became of a command. */
    sealed interface Answer {
        /** @param contact the contact it led to, null when it is about none */
        record Done(Tally.Outcome outcome, @Nullable ContactState contact) implements Answer {}

        record Rejected(String reason) implements Answer {}
    }

    Answer apply(Change change, Inbound.Location location, Cause cause) {
        return switch (change.kind()) {
            case REPLAY -> replay(change, location, cause);
            case MERGE -> merge(change, location, cause);
            case SPLIT -> split(change, location, cause);
            case RELEASE_HELD -> decide(change, ProducerWatch.Mode.RELEASING, location, cause);
            case DISCARD_HELD -> decide(change, ProducerWatch.Mode.DISCARDING, location, cause);
            case UPSERT, ARCHIVE, RESTORE, BOOKING_PATCH, UNKNOWN -> new Answer.Rejected("unsupported_kind");
        };
    }

    static Happening massChange(Happening.Kind kind, String producer, Side side) {
        return new Happening(kind, side, producer, List.of(), "mass_change", null);
    }

    private Answer replay(Change change, Inbound.Location location, Cause cause) {
        var contact = existing(change, location);
        if (contact == null) {
            return new Answer.Rejected("unknown_contact");
        }
        var replan = new Input.Replan(Input.Replan.Cause.REPLAY, 0, 0, List.of(), 0);
        var folded = desk.fold(contact, new Input.Replanned(replan), location, cause);
        return new Answer.Done(GhlDesk.outcome(folded), folded.state());
    }

    private Answer merge(Change change, Inbound.Location location, Cause cause) {
        var loser = existing(change, location);
        var survivor = change.other() == null
                ? null
                : stores.directory(location.locationId())
                        .contact(change.other())
                        .orElse(null);
        if (loser == null || survivor == null) {
            return new Answer.Rejected("unknown_contact");
        }
        if (loser.contactId().equals(survivor.contactId())) {
            return new Answer.Rejected("same_contact");
        }
        if (Merge.livesApart(loser, survivor)) {
            return new Answer.Rejected("both_live_in_ghl");
        }
        if (loser.awaitsCreate() || survivor.awaitsCreate()) {
            return new Answer.Rejected("create_in_flight");
        }
        return new Answer.Done(Tally.Outcome.CHANGED, desk.merge(loser, survivor, Side.OPERATOR, location, cause));
    }

    /**
     * A contact that was merged away becomes one again; a minted id that is another name of a contact becomes a contact; from any
     * other contact the named external ids are split off.
     */
    private Answer split(Change change, Inbound.Location location, Cause cause) {
        var id = change.contactId();
        var stored =
                id == null ? null : stores.stored(location.locationId(), id).orElse(null);
        if (stored != null && stored.lifecycle().status() == Lifecycle.Status.MERGED) {
            return unmerge(stored, location, cause);
        }
        var contact = existing(change, location);
        if (contact == null) {
            return new Answer.Rejected("unknown_contact");
        }
        if (contact.awaitsCreate()) {
            return new Answer.Rejected("create_in_flight");
        }
        boolean isAlias = id != null
                && stored == null
                && stores.aliased(location.locationId(), id).isPresent();
        if (!isAlias
                && !(contact.externalIds().containsAll(change.externalIds())
                        && !change.externalIds().isEmpty())) {
            return new Answer.Rejected("nothing_to_split_off");
        }
        var newId = isAlias ? Objects.requireNonNull(id) : splitOffId(change, location);
        if (stores.stored(location.locationId(), newId).isPresent()) {
            return new Answer.Rejected("contact_exists");
        }
        if (isAlias) {
            stores.dropAlias(location.locationId(), newId);
        }
        var fresh = ContactState.unknown(location.locationId(), newId, cause.now());
        var split = Split.off(contact, fresh, change.externalIds());
        return new Answer.Done(Tally.Outcome.CHANGED, desk.split(contact, fresh, split, location, cause));
    }

    private Answer unmerge(ContactState loser, Inbound.Location location, Cause cause) {
        var into = Objects.requireNonNull(loser.lifecycle().mergedInto());
        var survivor = stores.stored(location.locationId(), into).orElse(null);
        if (survivor == null || survivor.lifecycle().status() == Lifecycle.Status.MERGED) {
            return new Answer.Rejected("survivor_was_merged");
        }
        if (survivor.awaitsCreate()) {
            return new Answer.Rejected("create_in_flight");
        }
        var split = Split.undo(survivor, loser, formerLinkIsFree(survivor, loser));
        return new Answer.Done(Tally.Outcome.CHANGED, desk.split(survivor, loser, split, location, cause));
    }

    private boolean formerLinkIsFree(ContactState survivor, ContactState loser) {
        var before = loser.lifecycle().displaced();
        return before == null
                || before.ghlContactId() == null
                || stores.directory(survivor.locationId()).byGhlId(before.ghlContactId()).stream()
                        .allMatch(survivor.contactId()::equals);
    }

    private static String splitOffId(Change change, Inbound.Location location) {
        if (change.other() != null) {
            return change.other();
        }
        var name = location.locationId() + "/" + change.changeId();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Answer decide(Change change, ProducerWatch.Mode mode, Inbound.Location location, Cause cause) {
        var producer = Objects.requireNonNull(change.other());
        if (guard.mode(location.locationId(), producer) != ProducerWatch.Mode.HOLDING) {
            return new Answer.Rejected("nothing_held");
        }
        guard.enter(mode, location.locationId(), producer);
        var kind = mode == ProducerWatch.Mode.RELEASING
                ? Happening.Kind.MASS_CHANGE_RELEASED
                : Happening.Kind.MASS_CHANGE_DISCARDED;
        desk.happened(massChange(kind, producer, Side.OPERATOR), null, location, cause, 0);
        return new Answer.Done(Tally.Outcome.CHANGED, null);
    }

    private @Nullable ContactState existing(Change change, Inbound.Location location) {
        var target = new Identity.Target(change.contactId(), change.ghlContactId(), change.externalId(), false);
        var found = Identity.ofOurs(stores.directory(location.locationId()), target, new Identity.Traits(null, null));
        return switch (found) {
            case Resolution.Known known -> known.contact();
            case Resolution.Nobody nobody -> null;
        };
    }
}
