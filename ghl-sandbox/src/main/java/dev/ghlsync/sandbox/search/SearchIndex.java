package dev.ghlsync.sandbox.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.ContactBook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What contact search sees of one location: every change shows only after the lag. Thread-safe. */
public final class SearchIndex implements ContactBook.Listener {
    private record Pending(
            Instant visibleAt,
            @Nullable Contact before,
            @Nullable Contact after) {}

    private record DateKey(Instant at, String id) {}

    private static final Comparator<DateKey> BY_DATE =
            Comparator.comparing(DateKey::at).thenComparing(DateKey::id);

    private final InstantSource clock;
    private final Supplier<Duration> lag;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Map<String, Contact> visible = new HashMap<>();
    private final NavigableMap<DateKey, Contact> byAdded = new TreeMap<>(BY_DATE);
    private final NavigableMap<DateKey, Contact> byUpdated = new TreeMap<>(BY_DATE);

    public SearchIndex(InstantSource clock, Supplier<Duration> lag) {
        this.clock = clock;
        this.lag = lag;
    }

    @Override
    public synchronized void changed(@Nullable Contact before, @Nullable Contact after) {
        pending.add(new Pending(clock.instant().plus(lag.get()), before, after));
    }

    /** Shows a contact at once, for contacts that were there before the story begins. */
    public synchronized void show(Contact contact) {
        apply(contact);
    }

    /**
     * Runs the work on the contacts that are visible now, in the order and after the cursor if there is one. The stream must not leave
     * the work.
     */
    synchronized <T> T inOrder(SortOrder order, @Nullable JsonNode cursor, Function<Stream<Contact>, T> work) {
        catchUp();
        SortOrder.Key date = order.dateKey();
        if (date == null) {
            return work.apply(visible.values().stream()
                    .filter(contact -> cursor == null || order.isAfter(contact, cursor))
                    .sorted(order.comparator()));
        }
        var index = date.field().equals("dateAdded") ? byAdded : byUpdated;
        var directed = date.descending() ? index.descendingMap() : index;
        if (cursor != null) {
            directed = directed.tailMap(dateKey(order, cursor), false);
        }
        // The stream of a part of a TreeMap would first count the part, which costs a walk to its end.
        return work.apply(StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(directed.values().iterator(), Spliterator.ORDERED), false));
    }

    /** How many visible contacts match; null counts all. */
    synchronized long count(@Nullable Predicate<Contact> matches) {
        catchUp();
        return matches == null
                ? visible.size()
                : visible.values().stream().filter(matches).count();
    }

    private static DateKey dateKey(SortOrder order, JsonNode cursor) {
        order.checkCursor(cursor);
        return new DateKey(
                Instant.ofEpochMilli(cursor.path(0).longValue()), cursor.path(1).asText());
    }

    private void catchUp() {
        Instant now = clock.instant();
        for (Pending next = pending.peek(); next != null && !next.visibleAt().isAfter(now); next = pending.peek()) {
            if (next.after() != null) {
                apply(next.after());
            } else if (next.before() != null) {
                remove(next.before().id());
            }
            pending.remove();
        }
    }

    private void apply(Contact contact) {
        remove(contact.id());
        visible.put(contact.id(), contact);
        byAdded.put(new DateKey(contact.dateAdded(), contact.id()), contact);
        byUpdated.put(new DateKey(contact.dateUpdated(), contact.id()), contact);
    }

    private void remove(String id) {
        Contact old = visible.remove(id);
        if (old != null) {
            byAdded.remove(new DateKey(old.dateAdded(), id));
            byUpdated.remove(new DateKey(old.dateUpdated(), id));
        }
    }
}
