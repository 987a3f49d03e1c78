package dev.ghlsync.sync.store;

import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.Displaced;
import dev.ghlsync.sync.domain.contact.ExternalId;
import dev.ghlsync.sync.domain.contact.Fetching;
import dev.ghlsync.sync.domain.contact.Lifecycle;
import dev.ghlsync.sync.domain.contact.Published;
import dev.ghlsync.sync.domain.contact.Published.Past;
import dev.ghlsync.sync.domain.contact.Write;
import java.util.List;
import java.util.TreeSet;

/**
 * A contact's state.
 *
 * <p>Version 2 added: contacts kept apart, the time a wanted read is to judge, when the first attempt failed, and the newest
 * forgotten version. Version 3 added: what a merge displaced.
 */
public final class ContactCodec extends StoreCodec<ContactState> {
    private static final int WITH_APART = 2;
    private static final int WITH_DISPLACED = 3;

    public ContactCodec() {
        super("contact", WITH_DISPLACED);
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
    ContactState read(ByteReader in, int version) {
        return new ContactState(
                in.text(),
                in.text(),
                in.textOrNull(),
                in.time(),
                in.time(),
                TimelineForm.read(in),
                Keyed.read(in, () -> write(in)),
                lifecycle(in, version),
                new TreeSet<>(in.list(() -> new ExternalId(in.text(), in.text()))),
                OutboundForm.read(in, version >= WITH_APART),
                fetching(in, version),
                published(in, version));
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
        out.list(lifecycle.apartFrom(), out::text);
        var displaced = lifecycle.displaced();
        out.list(displaced == null ? List.of() : List.of(displaced), before -> {
            Keyed.write(before.writes(), out, write -> write(write, out));
            out.text(before.ghlContactId());
            out.time(before.deletedAt());
            out.time(before.foundAt());
            out.time(before.archivedAt());
            out.time(before.restoredAt());
        });
    }

    private static Lifecycle lifecycle(ByteReader in, int version) {
        return new Lifecycle(
                in.time(),
                in.time(),
                in.time(),
                in.time(),
                in.textOrNull(),
                in.textOrNull(),
                new TreeSet<>(version < WITH_APART ? List.of() : in.list(in::text)),
                version < WITH_DISPLACED
                        ? null
                        : in.list(() -> displaced(in)).stream().findFirst().orElse(null));
    }

    private static Displaced displaced(ByteReader in) {
        return new Displaced(
                Keyed.read(in, () -> write(in)), in.textOrNull(), in.time(), in.time(), in.time(), in.time());
    }

    private static Write write(ByteReader in) {
        return new Write(in.textOrNull(), in.time(), in.text(), in.text());
    }

    private static void write(Fetching fetching, ByteWriter out) {
        StateCodes.FETCH_REASONS.write(fetching.reason(), out);
        out.time(fetching.wantedOf());
        out.time(fetching.dueAt());
        out.time(fetching.askedAt());
    }

    private static Fetching fetching(ByteReader in, int version) {
        var reason = StateCodes.FETCH_REASONS.readOrNull(in);
        return new Fetching(reason, version < WITH_APART ? 0 : in.time(), in.time(), in.time());
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
        out.number(published.forgotten());
    }

    private static Published published(ByteReader in, int version) {
        return new Published(
                in.number(),
                in.time(),
                Keyed.read(in, () -> new Past(in.textOrNull(), in.number(), in.textOrNull(), in.number())),
                version < WITH_APART ? 0 : in.number());
    }
}
