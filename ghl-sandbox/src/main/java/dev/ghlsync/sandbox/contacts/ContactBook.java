package dev.ghlsync.sandbox.contacts;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All contacts of one location with their identity indexes. Reads by id take no lock; writes and everything that must see one state go
 * through {@link #locked}. The listener hears of every change in order, inside the lock.
 */
public final class ContactBook {
    /** Hears of changes; {@code before} is null for a new contact, {@code after} for a deleted one. */
    public interface Listener {
        void changed(@Nullable Contact before, @Nullable Contact after);
    }

    private final Map<String, Contact> byId = new ConcurrentHashMap<>();
    private final Map<String, SequencedSet<String>> byEmail = new HashMap<>();
    private final Map<String, SequencedSet<String>> byPhone = new HashMap<>();
    private final Map<String, SequencedSet<String>> byFurtherEmail = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final List<Listener> listeners;

    public ContactBook(InstantSource clock, Supplier<String> ids, List<Listener> listeners) {
        this.clock = clock;
        this.ids = ids;
        this.listeners = List.copyOf(listeners);
    }

    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    public Optional<Contact> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public int size() {
        return byId.size();
    }

    /** All contacts by id, for dumps. */
    public Map<String, Contact> sorted() {
        return locked(() -> new TreeMap<>(byId));
    }

    public Contact create(String locationId, ContactPatch patch) {
        return locked(() -> {
            Contact contact = patch.create(ids.get(), locationId, clock.instant());
            store(null, contact);
            return contact;
        });
    }

    /** Puts a generated contact in place without telling anyone but the indexes' listeners. */
    public void seed(Contact contact, Listener index) {
        locked(() -> {
            link(contact);
            byId.put(contact.id(), contact);
            index.changed(null, contact);
            return contact;
        });
    }

    public Contact update(Contact before, ContactPatch patch) {
        return locked(() -> replace(before, patch.apply(before, now(before))));
    }

    public Contact retag(Contact before, List<String> tags) {
        return locked(() -> replace(before, before.withTags(tags, now(before))));
    }

    public Contact follow(Contact before, List<String> followers) {
        return locked(() -> replace(before, before.withFollowers(followers, now(before))));
    }

    /** Puts the contact into a company, or takes it out with null. */
    public Contact assign(Contact before, @Nullable String businessId) {
        return locked(() -> replace(before, before.withBusiness(businessId, now(before))));
    }

    public void delete(Contact contact) {
        locked(() -> {
            unlink(contact);
            byId.remove(contact.id());
            listeners.forEach(listener -> listener.changed(contact, null));
            return contact;
        });
    }

    /** The first contact other than {@code selfId} with the same email or phone, looked for in the given order of fields. */
    public Optional<Duplicate> duplicateOf(
            @Nullable String email, @Nullable String phone, @Nullable String selfId, List<String> priority) {
        return locked(() -> priority.stream()
                .map(field -> match(field, field.equals("email") ? email : phone, selfId))
                .flatMap(Optional::stream)
                .findFirst());
    }

    /** The first contact that has this as a further email address (HighLevel's upsert finds these too). */
    public Optional<Contact> byFurtherEmail(@Nullable String email) {
        return locked(() -> email == null ? Optional.empty() : first(byFurtherEmail.get(key(email)), null));
    }

    private Optional<Duplicate> match(String field, @Nullable String value, @Nullable String selfId) {
        if (value == null) {
            return Optional.empty();
        }
        var ids = field.equals("email") ? byEmail.get(key(value)) : byPhone.get(value);
        return first(ids, selfId).map(contact -> new Duplicate(contact, field));
    }

    private Optional<Contact> first(@Nullable SequencedSet<String> ids, @Nullable String selfId) {
        if (ids == null) {
            return Optional.empty();
        }
        return ids.stream().filter(id -> !id.equals(selfId)).findFirst().map(byId::get);
    }

    private Contact replace(Contact before, Contact after) {
        store(before, after);
        return after;
    }

    private void store(@Nullable Contact before, Contact after) {
        if (before != null) {
            unlink(before);
        }
        link(after);
        byId.put(after.id(), after);
        listeners.forEach(listener -> listener.changed(before, after));
    }

    /** Never before the last change, should the machine's clock step back. */
    private Instant now(Contact before) {
        Instant now = clock.instant();
        return now.isBefore(before.dateUpdated()) ? before.dateUpdated() : now;
    }

    private void link(Contact contact) {
        keys(contact)
                .forEach(key -> key.index()
                        .computeIfAbsent(key.value(), value -> new LinkedHashSet<>())
                        .add(contact.id()));
    }

    private void unlink(Contact contact) {
        keys(contact)
                .forEach(key -> key.index().computeIfPresent(key.value(), (value, ids) -> {
                    ids.remove(contact.id());
                    return ids.isEmpty() ? null : ids;
                }));
    }

    private record Key(Map<String, SequencedSet<String>> index, String value) {}

    private List<Key> keys(Contact contact) {
        List<Key> keys = new ArrayList<>();
        String email = contact.get(TextField.EMAIL);
        if (email != null) {
            keys.add(new Key(byEmail, key(email)));
        }
        String phone = contact.get(TextField.PHONE);
        if (phone != null) {
            keys.add(new Key(byPhone, phone));
        }
        contact.extras().additionalEmails().forEach(further -> keys.add(new Key(byFurtherEmail, key(further))));
        return keys;
    }

    private static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
