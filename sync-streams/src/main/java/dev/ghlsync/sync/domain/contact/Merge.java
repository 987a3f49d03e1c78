package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two contacts that turned out to be one person.
 *
 * @param survivor the older one, with what was known of both
 * @param loser the other one, pointing to the survivor
 */
public record Merge(ContactState survivor, ContactState loser) {

    /**
     * Merges two contacts of which at most one lives in GoHighLevel. The later write of each field counts; what GoHighLevel
     * holds comes from the linked one.
     *
     * @throws IllegalArgumentException when both live in GoHighLevel by different ids: they are two people there
     */
    public static Merge of(ContactState a, ContactState b) {
        if (livesApart(a, b)) {
            throw new IllegalArgumentException("Contacts " + a.contactId() + " and " + b.contactId()
                    + " both live in GoHighLevel and are never merged.");
        }
        boolean aIsOlder = a.createdAt() < b.createdAt()
                || (a.createdAt() == b.createdAt() && a.contactId().compareTo(b.contactId()) < 0);
        var older = aIsOlder ? a : b;
        var younger = aIsOlder ? b : a;
        var linked = lives(older) || younger.ghlContactId() == null ? older : younger;
        var lifecycle = new Lifecycle(
                linked.lifecycle().deletedAt(),
                linked.lifecycle().foundAt(),
                Math.max(a.lifecycle().archivedAt(), b.lifecycle().archivedAt()),
                Math.max(a.lifecycle().restoredAt(), b.lifecycle().restoredAt()),
                null,
                null,
                apart(a, b),
                null);
        var ids = new TreeSet<>(a.externalIds());
        ids.addAll(b.externalIds());
        var writes = laterWrites(a.writes(), b.writes());
        var survivor = new ContactState(
                older.locationId(),
                older.contactId(),
                linked.ghlContactId(),
                older.createdAt(),
                linked.ghlCreatedAt(),
                linked.timeline(),
                writes,
                lifecycle,
                ids,
                // The linked one's own commands settle under its own id.
                older.contactId().equals(linked.contactId())
                        ? older.outbound().withCreateHeld(null)
                        : older.outbound().recognising(linked.outbound()),
                linked.fetching(),
                older.published());
        var loser = younger.withLifecycle(younger.lifecycle().merged(older.contactId(), Displaced.of(older, writes)))
                .withFetching(Fetching.NONE);
        return new Merge(survivor, loser);
    }

    /** Whether both live in GoHighLevel by different ids. */
    public static boolean livesApart(ContactState a, ContactState b) {
        return lives(a) && lives(b) && !java.util.Objects.equals(a.ghlContactId(), b.ghlContactId());
    }

    /** Whether an operator said that the two are different people. */
    public static boolean keptApart(ContactState a, ContactState b) {
        return a.lifecycle().apartFrom().contains(b.contactId())
                || b.lifecycle().apartFrom().contains(a.contactId());
    }

    private static SortedSet<String> apart(ContactState a, ContactState b) {
        var others = new TreeSet<>(a.lifecycle().apartFrom());
        others.addAll(b.lifecycle().apartFrom());
        others.removeAll(Set.of(a.contactId(), b.contactId()));
        return others;
    }

    private static boolean lives(ContactState contact) {
        return contact.ghlContactId() != null && !contact.lifecycle().isDeletedInGhl();
    }

    private static SortedMap<FieldKey, Write> laterWrites(SortedMap<FieldKey, Write> a, SortedMap<FieldKey, Write> b) {
        var all = new TreeMap<>(a);
        b.forEach((key, write) -> all.put(key, Write.later(all.get(key), write)));
        return all;
    }
}
