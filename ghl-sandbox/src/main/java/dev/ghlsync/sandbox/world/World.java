package dev.ghlsync.sandbox.world;

import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.ContactBook;
import dev.ghlsync.sandbox.locations.Location;
import dev.ghlsync.sandbox.locations.TagList;
import dev.ghlsync.sandbox.search.SearchIndex;
import dev.ghlsync.sandbox.seed.Seeds;
import dev.ghlsync.sandbox.seed.Stream;
import dev.ghlsync.sandbox.settings.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** All locations of the sandbox's one agency. Thread-safe. */
public final class World {
    private final InstantSource clock;
    private final Seeds seeds;
    private final Supplier<Settings> settings;
    private final ContactBook.Listener contactEvents;
    private final Stream locationIds;
    private final Map<String, SubAccount> byId = new ConcurrentHashMap<>();

    public World(InstantSource clock, Seeds seeds, Supplier<Settings> settings, ContactBook.Listener contactEvents) {
        this.clock = clock;
        this.seeds = seeds;
        this.settings = settings;
        this.contactEvents = contactEvents;
        this.locationIds = seeds.stream("location ids");
    }

    public String newLocationId() {
        return locationIds.id();
    }

    public SubAccount add(Location location) {
        Stream ids = seeds.stream("ids of " + location.id());
        var tags = new TagList(ids::id);
        var search =
                new SearchIndex(clock, () -> Duration.ofMillis(settings.get().searchIndexLagMs()));
        ContactBook.Listener knowTags = (before, after) -> {
            if (after != null) {
                after.tags().forEach(tags::know);
            }
        };
        var book = new ContactBook(clock, ids::id, List.of(search, knowTags, contactEvents));
        var account = new SubAccount(location, book, search, tags, ids);
        byId.put(location.id(), account);
        return account;
    }

    public Optional<SubAccount> find(String locationId) {
        return Optional.ofNullable(byId.get(locationId));
    }

    /** All locations by id. */
    public Collection<SubAccount> all() {
        return new TreeMap<>(byId).values();
    }

    /** The location that holds the contact. */
    public Optional<SubAccount> holding(String contactId) {
        return all().stream()
                .filter(account -> account.contacts().find(contactId).isPresent())
                .findFirst();
    }

    public Optional<Contact> contact(String contactId) {
        return holding(contactId).flatMap(account -> account.contacts().find(contactId));
    }
}
