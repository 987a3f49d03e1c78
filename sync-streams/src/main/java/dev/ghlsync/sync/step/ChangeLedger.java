package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.change.ChangeStatus;
import dev.ghlsync.sync.domain.contact.Happening;
import dev.ghlsync.sync.domain.contact.Side;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.inbound.Inbound.Change;
import dev.ghlsync.sync.inbound.Inbound.Patch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each change of ours, kept by its id. A change without an id is decided each time it comes. */
final class ChangeLedger {
    private final ContactStores stores;
    private final ContactDesk desk;

    ChangeLedger(ContactStores stores, ContactDesk desk) {
        this.stores = stores;
        this.desk = desk;
    }

    /** A change that waits for an operator may be delivered again. */
    boolean isDecided(Change change, Inbound.Location location) {
        return stores.change(location.locationId(), change.changeId())
                .filter(status -> status.status() != ChangeStatus.Status.HELD)
                .isPresent();
    }

    boolean isDecided(Patch patch, Inbound.Location location) {
        return stores.change(location.locationId(), patch.changeId()).isPresent();
    }

    void decided(String changeId, ChangeStatus status, Inbound.Location location) {
        if (!changeId.isEmpty()) {
            stores.keep(location.locationId(), changeId, status);
        }
    }

    /** @param field the one to blame, null when the whole change is */
    Tally.Outcome rejected(
            Change change, String reason, @Nullable String field, Inbound.Location location, Cause cause) {
        if (isDecided(change, location)) {
            return Tally.Outcome.DUPLICATE;
        }
        decided(change.changeId(), rejection(reason, field, cause), location);
        var fields = field == null ? List.<FieldKey>of() : List.of(new FieldKey(field));
        tell(change.producer(), fields, reason, change.contactId(), location, cause);
        return Tally.Outcome.REJECTED;
    }

    Tally.Outcome rejected(Patch patch, String reason, Inbound.Location location, Cause cause) {
        decided(patch.changeId(), rejection(reason, null, cause), location);
        tell(patch.producer(), List.of(), reason, null, location, cause);
        return Tally.Outcome.REJECTED;
    }

    private static ChangeStatus rejection(String reason, @Nullable String field, Cause cause) {
        return new ChangeStatus(ChangeStatus.Status.REJECTED, null, null, reason, field, cause.now());
    }

    private void tell(
            String producer,
            List<FieldKey> fields,
            String reason,
            @Nullable String contactId,
            Inbound.Location location,
            Cause cause) {
        var happening = new Happening(Happening.Kind.CHANGE_REJECTED, Side.CRM, producer, fields, reason, contactId);
        desk.happened(happening, null, location, cause, 0);
    }
}
