package dev.ghlsync.sync.domain.contact;

import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Two people that were taken for one. Afterwards only a merge by an operator joins them again.
 *
 * @param remaining the contact that kept its id, without what belongs to the other
 * @param other the contact that is a person of its own again, or for the first time
 */
public record Split(ContactState remaining, ContactState other) {

    /**
     * Takes a merge back: the loser gets its writes, its external ids and, if it brought the link to GoHighLevel, that link with
     * all that was seen since. The survivor gets back what the loser's had taken the place of.
     *
     * @param loser as it was stored when it was merged
     * @param formerLinkIsFree whether no other contact has the link by now that the survivor had before the merge
     * @throws IllegalArgumentException when it was not merged into the survivor
     */
    public static Split undo(ContactState survivor, ContactState loser, boolean formerLinkIsFree) {
        if (!survivor.contactId().equals(loser.lifecycle().mergedInto())) {
            throw new IllegalArgumentException("Contact " + loser.contactId() + " was not merged into "
                    + survivor.contactId() + "; split it from the contact it was merged into.");
        }
        var kept = new TreeMap<>(survivor.writes());
        loser.writes().forEach(kept::remove);
        var before = loser.lifecycle().displaced();
        var lifecycle = survivor.lifecycle();
        if (before != null) {
            before.writes().forEach((key, write) -> kept.merge(key, write, Write::later));
            lifecycle = lifecycle.without(loser.lifecycle(), before);
        }
        var ids = new TreeSet<>(survivor.externalIds());
        ids.removeAll(loser.externalIds());
        var remaining =
                survivor.withWrites(kept).withExternalIds(ids).withLifecycle(lifecycle.apart(loser.contactId()));
        var revived = loser.withLifecycle(loser.lifecycle().unmerged().apart(survivor.contactId()));
        boolean broughtLink =
                loser.ghlContactId() != null && Objects.equals(loser.ghlContactId(), survivor.ghlContactId());
        return broughtLink
                ? new Split(
                        withLinkOf(formerLinkIsFree ? before : null, remaining.unlinked()),
                        revived.takingOver(survivor))
                : new Split(remaining, revived);
    }

    /** The link of a contact that is gone in GoHighLevel: without it the person would be created there again. */
    private static ContactState withLinkOf(@Nullable Displaced before, ContactState unlinked) {
        return before == null || before.ghlContactId() == null
                ? unlinked
                : unlinked.linkedTo(before.ghlContactId())
                        .withLifecycle(unlinked.lifecycle().asSeenBefore(before));
    }

    /**
     * Splits a person off that never was a contact of its own.
     *
     * @param other a contact not known yet
     * @param moved external ids that are the other's
     */
    public static Split off(ContactState contact, ContactState other, SortedSet<ExternalId> moved) {
        var ids = new TreeSet<>(contact.externalIds());
        ids.removeAll(moved);
        return new Split(
                contact.withExternalIds(ids).withLifecycle(contact.lifecycle().apart(other.contactId())),
                other.withExternalIds(new TreeSet<>(moved))
                        .withLifecycle(other.lifecycle().apart(contact.contactId())));
    }
}
