package dev.ghlsync.sync.store;

import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.ExternalId;
import dev.ghlsync.sync.domain.contact.Fetching;
import dev.ghlsync.sync.domain.contact.Lifecycle;
import dev.ghlsync.sync.domain.contact.Published;
import dev.ghlsync.sync.domain.contact.Published.Past;
import dev.ghlsync.sync.domain.contact.Write;
import java.util.TreeSet;

/** A contact's state. */
public final class ContactCodec extends StoreCodec<ContactState> {
    public ContactCodec() {
        super("contact");
    }

    @Override
    void write(ContactState state, ByteWriter out) {
        out.text(state.locationId());
        out.text(state.contactId());
        out.text(state.ghlContactId());
        out.time(state.createdAt());
        out.time(state.ghlCreatedAt());
        TimelineForm.write(state.timeline(), out);
        Keyed.write(state.writes(), out, write -> write(write, out));
        write(state.lifecycle(), out);
        out.list(state.externalIds(), id -> {
            out.text(id.system());
            out.text(id.id());
        });
        OutboundForm.write(state.outbound(), out);
        write(state.fetching(), out);
        write(state.published(), out);
    }

    @Override
    ContactState read(ByteReader in) {
        return new ContactState(
                in.text(),
                in.text(),
                in.textOrNull(),
                in.time(),
                in.time(),
                TimelineForm.read(in),
                Keyed.read(in, () -> new Write(in.textOrNull(), in.time(), in.text(), in.text())),
                new Lifecycle(in.time(), in.time(), in.time(), in.time(), in.textOrNull(), in.textOrNull()),
                new TreeSet<>(in.list(() -> new ExternalId(in.text(), in.text()))),
                OutboundForm.read(in),
                new Fetching(StateCodes.FETCH_REASONS.readOrNull(in), in.time(), in.time()),
                new Published(
                        in.number(),
                        in.time(),
                        Keyed.read(in, () -> new Past(in.textOrNull(), in.number(), in.textOrNull(), in.number()))));
    }

    private static void write(Write write, ByteWriter out) {
        out.text(write.value());
        out.time(write.changedAt());
        out.text(write.changeId());
        out.text(write.producer());
    }

    private static void write(Lifecycle lifecycle, ByteWriter out) {
        out.time(lifecycle.deletedAt());
        out.time(lifecycle.foundAt());
        out.time(lifecycle.archivedAt());
        out.time(lifecycle.restoredAt());
        out.text(lifecycle.mergedInto());
        out.text(lifecycle.duplicateOf());
    }

    private static void write(Fetching fetching, ByteWriter out) {
        StateCodes.FETCH_REASONS.write(fetching.reason(), out);
        out.time(fetching.dueAt());
        out.time(fetching.askedAt());
    }

    private static void write(Published published, ByteWriter out) {
        out.number(published.version());
        out.time(published.at());
        Keyed.write(published.past(), out, past -> {
            out.text(past.value());
            out.number(past.since());
            out.text(past.before());
            out.number(past.beforeSince());
        });
    }
}
