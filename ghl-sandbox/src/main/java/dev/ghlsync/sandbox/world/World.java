package dev.ghlsync.sandbox.world;

import dev.ghlsync.sandbox.bookings.Calendars;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.ContactBook;
import dev.ghlsync.sandbox.deals.Pipelines;
import dev.ghlsync.sandbox.locations.Location;
import dev.ghlsync.sandbox.locations.TagList;
import dev.ghlsync.sandbox.search.SearchIndex;
import dev.ghlsync.sandbox.seed.Seeds;
import dev.ghlsync.sandbox.seed.Stream;
import dev.ghlsync.sandbox.settings.Settings;
import dev.ghlsync.sandbox.shelf.Shelf;
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
    /** Who hears of changes, for the webhooks. */
    public record Events(
            ContactBook.Listener contacts,
            Shelf.Listener opportunities,
            Shelf.Listener appointments,
            Shelf.Listener tasks,
            Shelf.Listener notes) {}

    private final InstantSource clock;
    private final Seeds seeds;
    private final Supplier<Settings> settings;
    private final Events events;
    private final Stream locationIds;
    private final Map<String, SubAccount> byId = new ConcurrentHashMap<>();

    public World(InstantSource clock, Seeds seeds, Supplier<Settings> settings, Events events) {
        this.clock = clock;
        this.seeds = seeds;
        this.settings = settings;
        this.events = events;
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
        var book = new ContactBook(clock, ids::id, List.of(search, knowTags, events.contacts()));
        var documents = new SubAccount.Documents(
                Pipelines.make(location.id(), ids),
                Calendars.make(location.id(), ids),
                new Shelf(events.opportunities()),
                new Shelf(events.appointments()),
                new Shelf(events.tasks()),
                new Shelf(events.notes()));
        var account = new SubAccount(location, book, search, tags, documents, ids);
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
