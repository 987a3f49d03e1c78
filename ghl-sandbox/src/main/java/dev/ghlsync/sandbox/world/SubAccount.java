package dev.ghlsync.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.ContactBook;
import dev.ghlsync.sandbox.deals.Pipelines;
import dev.ghlsync.sandbox.locations.Location;
import dev.ghlsync.sandbox.locations.TagList;
import dev.ghlsync.sandbox.search.SearchIndex;
import dev.ghlsync.sandbox.seed.Stream;
import dev.ghlsync.sandbox.shelf.Shelf;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A location with everything in it. */
public final class SubAccount {
    /** What is kept as JSON documents. */
    record Documents(
            Pipelines pipelines,
            List<ObjectNode> calendars,
            Shelf opportunities,
            Shelf appointments,
            Shelf tasks,
            Shelf notes) {}

    private final AtomicReference<Location> location;
    private final ContactBook contacts;
    private final SearchIndex search;
    private final TagList tags;
    private final Documents documents;
    private final Stream ids;

    SubAccount(
            Location location,
            ContactBook contacts,
            SearchIndex search,
            TagList tags,
            Documents documents,
            Stream ids) {
        this.location = new AtomicReference<>(location);
        this.contacts = contacts;
        this.search = search;
        this.tags = tags;
        this.documents = documents;
        this.ids = ids;
    }

    public Location location() {
        return location.get();
    }

    public Location change(UnaryOperator<Location> change) {
        return location.updateAndGet(change);
    }

    public ContactBook contacts() {
        return contacts;
    }

    public SearchIndex search() {
        return search;
    }

    public TagList tags() {
        return tags;
    }

    public Pipelines pipelines() {
        return documents.pipelines();
    }

    public List<ObjectNode> calendars() {
        return documents.calendars();
    }

    public Shelf opportunities() {
        return documents.opportunities();
    }

    public Shelf appointments() {
        return documents.appointments();
    }

    public Shelf tasks() {
        return documents.tasks();
    }

    public Shelf notes() {
        return documents.notes();
    }

    /** New ids for what lives in this location. */
    public Stream ids() {
        return ids;
    }

    /** Puts a contact in place as if it had always been there: searchable at once, no webhook. */
    public void seed(Contact contact) {
        contact.tags().forEach(tags::know);
        contacts.seed(contact, (before, after) -> search.show(contact));
    }
}
