package dev.ghlsync.sync.domain.contact;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether the contact exists in GoHighLevel and what our side did with it. All times are epoch ms, 0 for never.
 *
 * @param deletedAt newest GoHighLevel time at which it was said to be deleted there
 * @param foundAt newest GoHighLevel time at which an answer by id returned it
 * @param archivedAt newest time our side archived it
 * @param restoredAt newest time our side restored it
 * @param duplicateOf a contact that may be the same person
 * @param apartFrom contacts an operator said are somebody else: nothing but a merge by an operator joins them
 * @param displaced what the contact it was merged into was before, null unless it is merged
 */
public record Lifecycle(
        long deletedAt,
        long foundAt,
        long archivedAt,
        long restoredAt,
        @Nullable String mergedInto,
        @Nullable String duplicateOf,
        SortedSet<String> apartFrom,
        @Nullable Displaced displaced) {
    public static final Lifecycle NEW = new Lifecycle(0, 0, 0, 0, null, null, Collections.emptySortedSet(), null);

    public Lifecycle {
        apartFrom = Collections.unmodifiableSortedSet(apartFrom);
    }

    /** Status of a contact, ours. */
    public enum Status {
        ACTIVE,
        INACTIVE,
        ARCHIVED,
        MERGED
    }

    public Status status() {
        if (mergedInto != null) {
            return Status.MERGED;
        }
        if (archivedAt > 0 && archivedAt >= restoredAt) {
            return Status.ARCHIVED;
        }
        return isDeletedInGhl() ? Status.INACTIVE : Status.ACTIVE;
    }

    /** Only an answer by id that returns the contact revives it. */
    public boolean isDeletedInGhl() {
        return deletedAt > 0 && deletedAt >= foundAt;
    }

    Lifecycle deleted(long at) {
        return new Lifecycle(
                Math.max(deletedAt, at),
                foundAt,
                archivedAt,
                restoredAt,
                mergedInto,
                duplicateOf,
                apartFrom,
                displaced);
    }

    Lifecycle found(long at) {
        return new Lifecycle(
                deletedAt,
                Math.max(foundAt, at),
                archivedAt,
                restoredAt,
                mergedInto,
                duplicateOf,
                apartFrom,
                displaced);
    }

    /** What GoHighLevel said of an earlier link no longer counts. */
    Lifecycle withoutGhl() {
        return new Lifecycle(0, 0, archivedAt, restoredAt, mergedInto, duplicateOf, apartFrom, displaced);
    }

    Lifecycle archived(long at) {
        return new Lifecycle(
                deletedAt,
                foundAt,
                Math.max(archivedAt, at),
                restoredAt,
                mergedInto,
                duplicateOf,
                apartFrom,
                displaced);
    }

    Lifecycle restored(long at) {
        return new Lifecycle(
                deletedAt,
                foundAt,
                archivedAt,
                Math.max(restoredAt, at),
                mergedInto,
                duplicateOf,
                apartFrom,
                displaced);
    }

    Lifecycle merged(String survivor, @Nullable Displaced before) {
        return new Lifecycle(deletedAt, foundAt, archivedAt, restoredAt, survivor, duplicateOf, apartFrom, before);
    }

    Lifecycle duplicating(@Nullable String other) {
        return new Lifecycle(deletedAt, foundAt, archivedAt, restoredAt, mergedInto, other, apartFrom, displaced);
    }

    /** What GoHighLevel said of another contact with the same link. */
    Lifecycle seenAs(Lifecycle other) {
        return new Lifecycle(
                other.deletedAt, other.foundAt, archivedAt, restoredAt, mergedInto, duplicateOf, apartFrom, displaced);
    }

    Lifecycle unmerged() {
        return new Lifecycle(deletedAt, foundAt, archivedAt, restoredAt, null, duplicateOf, apartFrom, null);
    }

    /** What GoHighLevel said of the link that the contact had before a merge. */
    Lifecycle asSeenBefore(Displaced before) {
        return new Lifecycle(
                before.deletedAt(),
                before.foundAt(),
                archivedAt,
                restoredAt,
                mergedInto,
                duplicateOf,
                apartFrom,
                displaced);
    }

    /** Without what the loser of a merge brought along, unless something newer was said since. */
    Lifecycle without(Lifecycle loser, Displaced before) {
        return new Lifecycle(
                deletedAt,
                foundAt,
                archivedAt == loser.archivedAt ? before.archivedAt() : archivedAt,
                restoredAt == loser.restoredAt ? before.restoredAt() : restoredAt,
                mergedInto,
                duplicateOf,
                apartFrom,
                displaced);
    }

    Lifecycle apart(String other) {
        var others = new TreeSet<>(apartFrom);
        others.add(other);
        return new Lifecycle(deletedAt, foundAt, archivedAt, restoredAt, mergedInto, duplicateOf, others, displaced);
    }
}
