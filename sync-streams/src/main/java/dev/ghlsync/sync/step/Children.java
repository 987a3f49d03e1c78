package dev.ghlsync.sync.step;

import dev.ghlsync.sync.inbound.Inbound;

/** What belongs to contacts: bookings, opportunities and tasks follow their contact when it is found, merged or split. */
@FunctionalInterface
interface Children {
    /** A contact in GoHighLevel is from now on another one of ours; what belongs to it is written again with that one's id. */
    void linked(String ghlContactId, Inbound.Location location, Cause cause);
}
