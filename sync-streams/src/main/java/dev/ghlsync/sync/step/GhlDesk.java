package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.Folded;
import dev.ghlsync.sync.domain.contact.Happening;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.contact.Side;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.domain.history.Statement;
import dev.ghlsync.sync.domain.identity.Identity;
import dev.ghlsync.sync.domain.identity.Resolution;
import dev.ghlsync.sync.inbound.Inbound;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What GoHighLevel says of contacts. */
final class GhlDesk {
    private final ContactStores stores;
    private final ContactDesk desk;

    GhlDesk(ContactStores stores, ContactDesk desk) {
        this.stores = stores;
        this.desk = desk;
    }

    Tally.Outcome seen(Input.Seen seen, Inbound.Location location, Cause cause) {
        var directory = stores.directory(location.locationId());
        if (isOfDeletedContact(seen, location)) {
            return Tally.Outcome.STALE;
        }
        return switch (Identity.ofGhl(directory, seen.ghlContactId(), traits(seen.statement()))) {
            case Resolution.Known known -> {
                var folded = desk.fold(known.contact(), seen, location, cause);
                if (known.collidesWith() != null) {
                    desk.happened(collision(known.collidesWith()), folded.state(), location, cause, 0);
                }
                yield outcome(folded);
            }
            case Resolution.Nobody nobody -> {
                var folded = desk.fold(newContact(seen.ghlContactId(), location, cause), seen, location, cause);
                if (nobody.duplicateOf() != null) {
                    desk.fold(folded.state(), new Input.Doubled(nobody.duplicateOf()), location, cause);
                }
                yield outcome(folded);
            }
        };
    }

    /** A webhook of a contact that is deleted and whose place another one took; only a read that finds it brings it back. */
    private boolean isOfDeletedContact(Input.Seen seen, Inbound.Location location) {
        var deletedAt = stores.formerlyLinked(location.locationId(), seen.ghlContactId());
        var stamp = seen.statement().stamp();
        return deletedAt.isPresent()
                && stores.directory(location.locationId())
                        .byGhlId(seen.ghlContactId())
                        .isEmpty()
                && (stamp.rank() != Stamp.Rank.READ || stamp.until() <= deletedAt.getAsLong());
    }

    Tally.Outcome deleted(Input.Deleted deleted, Inbound.Location location, Cause cause) {
        var directory = stores.directory(location.locationId());
        var linked = directory.byGhlId(deleted.ghlContactId()).stream()
                .flatMap(id -> directory.contact(id).stream())
                .findFirst();
        if (linked.isEmpty()
                && stores.formerlyLinked(location.locationId(), deleted.ghlContactId())
                        .isPresent()) {
            return Tally.Outcome.STALE;
        }
        // A delete before its create is kept as a contact that is already gone, so that the late create does not bring
        // it back.
        var contact = linked.orElseGet(
                () -> newContact(deleted.ghlContactId(), location, cause).linkedTo(deleted.ghlContactId()));
        return outcome(desk.fold(contact, deleted, location, cause));
    }

    static Identity.Traits traits(Statement statement) {
        return new Identity.Traits(value(statement, Field.EMAIL), value(statement, Field.PHONE));
    }

    static Happening collision(String otherContactId) {
        return new Happening(
                Happening.Kind.IDENTITY_COLLISION,
                Side.GHL,
                null,
                List.of(FieldKey.of(Field.PHONE)),
                "phone_names_another_contact",
                otherContactId);
    }

    static Tally.Outcome outcome(Folded folded) {
        return switch (folded.verdict()) {
            case CREATED -> Tally.Outcome.CREATED;
            case CHANGED -> Tally.Outcome.CHANGED;
            case ECHO -> Tally.Outcome.ECHO;
            case STALE -> Tally.Outcome.STALE;
            case UNCHANGED, WOKEN -> Tally.Outcome.UNCHANGED;
        };
    }

    private ContactState newContact(String ghlContactId, Inbound.Location location, Cause cause) {
        var id = contactId(location, ghlContactId);
        // The id is taken when its contact was linked to another one, or merged, before this one came back.
        for (int taken = 2; stores.stored(location.locationId(), id).isPresent(); taken++) {
            id = contactId(location, ghlContactId + "#" + taken);
        }
        return ContactState.unknown(location.locationId(), id, cause.now());
    }

    /** Our id of a contact first seen in GoHighLevel: the same whenever and wherever it is derived. */
    static String contactId(Inbound.Location location, String ghlContactId) {
        var name = location.locationId() + "/" + ghlContactId;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static @Nullable String value(Statement statement, Field field) {
        return statement.values().get(FieldKey.of(field));
    }
}
