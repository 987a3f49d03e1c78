package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.change.ChangeStatus;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.inbound.Inbound.Patch;

/** Attaches values of ours to bookings, each patch once. */
final class PatchDesk {
    private final ChangeLedger ledger;
    private final ObjectDesk objects;

    PatchDesk(ChangeLedger ledger, ObjectDesk objects) {
        this.ledger = ledger;
        this.objects = objects;
    }

    /** @param appendedAt epoch ms at which the broker appended it */
    Tally.Outcome apply(Patch patch, long appendedAt, Inbound.Location location, Cause cause) {
        if (ledger.isDecided(patch, location)) {
            return Tally.Outcome.DUPLICATE;
        }
        var rejection = patch.rejection();
        if (rejection != null) {
            return ledger.rejected(patch, rejection.reason(), location, cause);
        }
        if (!objects.patched(patch, appendedAt, location, cause)) {
            return ledger.rejected(patch, "unknown_booking", location, cause);
        }
        var status = new ChangeStatus(ChangeStatus.Status.APPLIED, null, null, null, null, cause.now());
        ledger.decided(patch.changeId(), status, location);
        return Tally.Outcome.CHANGED;
    }
}
