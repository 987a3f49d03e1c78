package dev.ghlsync.sync.step;

import dev.ghlsync.sync.SyncNames;
import dev.ghlsync.sync.domain.change.ChangeStatus;
import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.Lifecycle;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.field.Phones;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The only place that writes contacts, their aliases and what became of changes. */
final class ContactStores {
    /** A change delivered again later than this is taken for a new one: longer than the topic keeps it. */
    static final long CHANGE_RETENTION_MS = 30 * 24 * 60 * 60 * 1000L;

    private final Sweep decided = new Sweep();
    private final KeyValueStore<String, ContactState> contacts;
    private final KeyValueStore<String, String> aliases;
    private final KeyValueStore<String, ChangeStatus> changes;
    private final KeyValueStore<String, Inbound.Location> locations;
    private final KeyValueStore<String, String> wakes;

    ContactStores(ProcessingContext context) {
        contacts = context.getStateStore(SyncNames.CONTACT_BY_ID);
        aliases = context.getStateStore(SyncNames.CONTACT_BY_ALIAS);
        changes = context.getStateStore(SyncNames.CHANGE_BY_ID);
        locations = context.getStateStore(SyncNames.LOCATION_BY_ID);
        wakes = context.getStateStore(SyncNames.WAKE_BY_DUE_TIME);
    }

    StoredDirectory directory(String locationId) {
        return new StoredDirectory(locationId, contacts, aliases);
    }

    Optional<Inbound.Location> location(String locationId) {
        return Optional.ofNullable(locations.get(locationId));
    }

    void keep(Inbound.Location location) {
        locations.put(location.locationId(), location);
    }

    /** The contact stored under exactly this id, merged or not. */
    Optional<ContactState> stored(String locationId, String contactId) {
        return Optional.ofNullable(contacts.get(Keys.contact(locationId, contactId)));
    }

    /**
     * The next contacts in the order of their keys.
     *
     * @param key to begin at; empty for the first
     */
    List<ContactState> after(String key, int limit) {
        var page = new ArrayList<ContactState>();
        try (var entries = contacts.range(key.isEmpty() ? null : key, null)) {
            while (entries.hasNext() && page.size() < limit) {
                page.add(entries.next().value);
            }
        }
        return page;
    }

    /**
     * The next contacts of one location in the order of their ids.
     *
     * @param contactId the last one before them; empty for the first
     */
    List<ContactState> after(String locationId, String contactId, int limit) {
        var page = new ArrayList<ContactState>();
        var from = Keys.contact(locationId, contactId) + (contactId.isEmpty() ? "" : "\0");
        try (var entries = contacts.range(from, Keys.afterLocation(locationId))) {
            while (entries.hasNext() && page.size() < limit) {
                page.add(entries.next().value);
            }
        }
        return page;
    }

    /** Stores a contact and moves its aliases from what they were to what they are. */
    void keep(@Nullable ContactState before, ContactState after) {
        contacts.put(Keys.contact(after.locationId(), after.contactId()), after);
        if (before != null) {
            keepFormerLink(before, after);
        }
        var old = before == null ? Set.<String>of() : aliasesOf(before);
        var now = aliasesOf(after);
        for (var alias : old) {
            if (!now.contains(alias)) {
                aliases.delete(alias + after.contactId());
            }
        }
        for (var alias : now) {
            if (!old.contains(alias)) {
                aliases.put(alias + after.contactId(), after.contactId());
            }
        }
    }

    /** A contact in GoHighLevel is gone and its contact of ours has another link; late facts of it make no new contact. */
    private void keepFormerLink(ContactState before, ContactState after) {
        var former = before.ghlContactId();
        if (former != null && after.ghlContactId() != null && !former.equals(after.ghlContactId())) {
            keepFormerLink(before, former, after.contactId());
        }
    }

    /**
     * Facts of a link that a contact had make no new contact.
     *
     * @param before the contact as it had the link
     * @param contactId whose it is now
     */
    void keepFormerLink(ContactState before, String ghlContactId, String contactId) {
        aliases.put(
                Keys.formerGhlId(before.locationId(), ghlContactId),
                before.lifecycle().deletedAt() + " " + contactId);
    }

    /** When a contact in GoHighLevel was deleted whose contact of ours has another link by now; epoch ms in GoHighLevel's time. */
    OptionalLong formerlyLinked(String locationId, String ghlContactId) {
        var former = aliases.get(Keys.formerGhlId(locationId, ghlContactId));
        return former == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(former.split(" ", 2)[0]));
    }

    /** The contact of ours that had this link once, or whose it is since; empty also for entries of former versions, which do not say. */
    Optional<ContactState> formerHolder(String locationId, String ghlContactId) {
        var former = aliases.get(Keys.formerGhlId(locationId, ghlContactId));
        int cut = former == null ? -1 : former.indexOf(' ');
        return former == null || cut < 0
                ? Optional.empty()
                : directory(locationId).contact(former.substring(cut + 1));
    }

    /** A minted id is from now on another name of an existing contact. */
    void keepAlias(String locationId, String mintedId, String contactId) {
        aliases.put(Keys.byMintedId(locationId, mintedId), contactId);
    }

    /** The contact that a minted id is another name of. */
    Optional<String> aliased(String locationId, String mintedId) {
        return Optional.ofNullable(aliases.get(Keys.byMintedId(locationId, mintedId)));
    }

    void dropAlias(String locationId, String mintedId) {
        aliases.delete(Keys.byMintedId(locationId, mintedId));
    }

    /** Forgets what became of changes long ago, a part of them at a time. */
    void tidy(long now) {
        decided.run(changes, entry -> entry.value.at() < now - CHANGE_RETENTION_MS);
    }

    Optional<ChangeStatus> change(String locationId, String changeId) {
        return Optional.ofNullable(changes.get(Keys.contact(locationId, changeId)));
    }

    void keep(String locationId, String changeId, ChangeStatus status) {
        changes.put(Keys.contact(locationId, changeId), status);
    }

    void wake(OptionalLong dueAt, ContactState contact) {
        dueAt.ifPresent(at -> {
            var key = Keys.wake(at, contact.locationId(), contact.contactId());
            // Most inputs leave the time as it was: looking costs less than one more record on the changelog.
            if (wakes.get(key) == null) {
                wakes.put(key, contact.contactId());
            }
        });
    }

    private static Set<String> aliasesOf(ContactState contact) {
        var found = new HashSet<String>();
        if (contact.lifecycle().status() == Lifecycle.Status.MERGED) {
            return found;
        }
        var location = contact.locationId();
        if (contact.ghlContactId() != null) {
            found.add(Keys.byGhlId(location, contact.ghlContactId()));
        }
        var email = contact.valueOf(FieldKey.of(Field.EMAIL));
        if (email != null) {
            found.add(Keys.byEmail(location, email));
        }
        var phone = contact.valueOf(FieldKey.of(Field.PHONE));
        if (phone != null && Phones.isNumber(phone)) {
            found.add(Keys.byPhone(location, phone));
        }
        contact.externalIds().forEach(id -> found.add(Keys.byExternalId(location, id)));
        return found;
    }
}
