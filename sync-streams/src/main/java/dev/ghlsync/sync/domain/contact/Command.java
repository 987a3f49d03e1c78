package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A command to the pusher.
 *
 * @param bases what GoHighLevel had of each wanted field when this was planned
 * @param firstPlannedAt epoch ms at which the oldest wish without an outcome was first planned
 * @param firstFailedAt epoch ms at which the first attempt before this one failed, 0 when none did
 */
public record Command(
        Issued issued,
        @Nullable String ghlContactId,
        SortedMap<FieldKey, Base> bases,
        long firstPlannedAt,
        long firstFailedAt) {
    /** What GoHighLevel had: a value, or not known. */
    public record Base(@Nullable String value, boolean known) {}
}
