package dev.ghlsync.sync.domain.change;

import org.jspecify.annotations.Nullable;

/**
 * What became of one change.
 *
 * @param contactId contact it was applied to, null when rejected
 * @param mergedInto existing contact that the minted id turned out to be
 * @param reason why it was rejected
 * @param field field to blame, when one is
 * @param at epoch ms at which it was decided
 */
public record ChangeStatus(
        Status status,
        @Nullable String contactId,
        @Nullable String mergedInto,
        @Nullable String reason,
        @Nullable String field,
        long at) {
    /** Outcome of a change; one not known yet is pending. */
    public enum Status {
        APPLIED,
        MERGED,
        REJECTED,
        /** Waits for an operator. */
        HELD
    }
}
