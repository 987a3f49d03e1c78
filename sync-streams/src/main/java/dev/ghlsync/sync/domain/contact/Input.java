package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Something that happened to one contact, already resolved to it. */
public sealed interface Input {

    /**
     * GoHighLevel was seen to hold values.
     *
     * @param ghlContactId contact in GoHighLevel
     * @param ghlCreatedAt its creation, epoch ms, 0 when not stated
     * @param omitted fields this source normally states and did not: cleared, or just not said
     */
    record Seen(String ghlContactId, Statement statement, long ghlCreatedAt, Set<FieldKey> omitted) implements Input {}

    /**
     * GoHighLevel says the contact is deleted, or a read by id did not find it.
     *
     * @param at epoch ms in GoHighLevel's time
     */
    record Deleted(String ghlContactId, long at) implements Input {}

    /** Our side changed it. */
    record Edited(Edit edit) implements Input {}

    /** A command got its outcome. */
    record Settled(Outcome outcome) implements Input {}

    /** A command got its outcome that another contact had given out, whose commands are known here since a merge or a split. */
    record Inherited(Outcome outcome) implements Input {}

    /** Plan again from the present state. */
    record Replanned(Replan replan) implements Input {}

    /** Another contact in GoHighLevel may be the same person; the two stay apart. */
    record Doubled(String duplicateOf) implements Input {}

    /**
     * Two contacts became one, or one became two; this is one of them.
     *
     * @param side whose decision it was
     * @param otherContactId the other one
     */
    record Regrouped(Side side, String otherContactId) implements Input {}

    /** Time passed: what was due is done. */
    record Woken() implements Input {}

    /**
     * A change of our side.
     *
     * @param set canonical values, null to clear; tags as present or null
     * @param changedAt epoch ms, not after {@code appendedAt}
     * @param appendedAt epoch ms at which the broker appended the change
     * @param baseVersion version of the public record the writer saw, null when not said
     */
    record Edit(
            String changeId,
            String producer,
            Kind kind,
            SortedMap<FieldKey, @Nullable String> set,
            SortedSet<ExternalId> externalIds,
            long changedAt,
            long appendedAt,
            @Nullable Long baseVersion) {
        /** What a change asks for. */
        public enum Kind {
            UPSERT,
            ARCHIVE,
            RESTORE
        }
    }

    /**
     * The outcome of one version.
     *
     * @param ghlContactId the contact created or updated, or the one a create would have duplicated
     * @param fields what became of each field, tags included
     * @param snapshot what the answer states, null when there was none
     * @param at epoch ms in GoHighLevel's time of the deciding answer
     * @param maybeSent whether a version that was superseded or parked may have reached GoHighLevel all the same
     */
    record Outcome(
            long version,
            Kind kind,
            @Nullable String reason,
            @Nullable String ghlContactId,
            Map<FieldKey, FieldOutcome> fields,
            @Nullable Statement snapshot,
            long at,
            boolean maybeSent) {

        /** How a version ended. */
        public enum Kind {
            APPLIED,
            PARTLY,
            REFUSED,
            DUPLICATE_OF,
            GONE,
            SUPERSEDED,
            PARKED,
            DEAD
        }
    }

    /**
     * What became of one field of a command.
     *
     * @param value the value that was sent
     */
    record FieldOutcome(
            Result result, @Nullable String value, @Nullable String message) {
        /** What became of a field. */
        public enum Result {
            APPLIED,
            REFUSED,
            SILENTLY_DISCARDED,
            NOT_SENT,
            FAILED
        }
    }

    /**
     * A request to plan again.
     *
     * @param version version whose attempt failed, 0 when it is not about one
     * @param attempt attempt that failed
     * @param fields held fields to try again; empty means all
     * @param firstFailedAt epoch ms at which the first attempt failed, 0 when not known
     */
    record Replan(Cause cause, long version, int attempt, List<String> fields, long firstFailedAt) {
        /** Why it is planned again. */
        public enum Cause {
            RETRY_DUE,
            REPLAY,
            RECONNECT,
            SWEEP,
            ZOMBIE_CHECK
        }
    }
}
