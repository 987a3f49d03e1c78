package dev.ghlsync.sync.domain.contact;

import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Timeline;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of one contact. Immutable; stored per location and contact id.
 *
 * @param ghlContactId the linked contact in GoHighLevel, null until linked
 * @param createdAt epoch ms at which we first knew the contact
 * @param ghlCreatedAt epoch ms at which GoHighLevel created it, 0 when not known
 * @param timeline what GoHighLevel was seen to hold
 * @param writes the last write of our side per field
 * @param fetching reads asked for
 */
public record ContactState(
        String locationId,
        String contactId,
        @Nullable String ghlContactId,
        long createdAt,
        long ghlCreatedAt,
        Timeline timeline,
        SortedMap<FieldKey, Write> writes,
        Lifecycle lifecycle,
        SortedSet<ExternalId> externalIds,
        Outbound outbound,
        Fetching fetching,
        Published published) {

    public ContactState {
        writes = Collections.unmodifiableSortedMap(writes);
        externalIds = Collections.unmodifiableSortedSet(externalIds);
    }

    public static ContactState unknown(String locationId, String contactId, long now) {
        return new ContactState(
                locationId,
                contactId,
                null,
                now,
                0,
                Timeline.EMPTY,
                new TreeMap<>(),
                Lifecycle.NEW,
                new TreeSet<>(),
                Outbound.NONE,
                Fetching.NONE,
                Published.NOTHING);
    }

    /** The contact as consumers see it under a policy. */
    public ContactView view(Policy policy) {
        var fields = ContactView.fieldsOf(this);
        return view(fields, Wish.of(this, fields, policy));
    }

    /**
     * @param fields what {@link ContactView#fieldsOf} says of this contact
     * @param wish what {@link Wish#of} says of it
     */
    ContactView view(SortedMap<FieldKey, FieldValue> fields, Wish wish) {
        return new ContactView(
                fields,
                lifecycle.status(),
                ghlContactId,
                lifecycle.mergedInto(),
                lifecycle.duplicateOf(),
                lifecycle.isDeletedInGhl() ? lifecycle.deletedAt() : 0,
                externalIds,
                wish.pending(),
                Wish.held(this, fields),
                wish.notWritable());
    }

    /** Whether the fields of a later state are also the fields of this one, because nothing they depend on changed. */
    boolean hasFieldsOf(ContactState later) {
        return timeline.equals(later.timeline)
                && outbound.issued().equals(later.outbound.issued())
                && writes.equals(later.writes);
    }

    /** The effective value of one field, null for none. */
    public @Nullable String valueOf(FieldKey key) {
        return FieldValue.of(key, timeline, outbound.recognition(), writes.get(key))
                .value();
    }

    /**
     * Whether a value of ours that the command brought to GoHighLevel would otherwise look like an edit made there, later than what counts now: it was on
     * its way, or stood still, when somebody wrote something else. Or like a contradiction, which asks for a read.
     */
    boolean mustRemember(Issued command) {
        if (command.closesAt() <= timeline.floorAt()) {
            return false; // All it explains has left the history.
        }
        var recognition = outbound.recognition();
        var without = outbound.recognitionWithout(command.version());
        for (var wanted : command.wanted().entrySet()) {
            var key = wanted.getKey();
            var write = writes.get(key);
            boolean mayStillBeSeen = write != null
                    && write.changedAt() <= command.closesAt()
                    && !Canonical.same(key, wanted.getValue(), write.value(), true);
            var known = FieldValue.of(key, timeline, recognition, write);
            var forgotten = FieldValue.of(key, timeline, without, write);
            if (mayStillBeSeen
                    || !Objects.equals(known.value(), forgotten.value())
                    || known.doubtful() != forgotten.doubtful()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a create is on its way to GoHighLevel, so that the contact may get a link any moment. */
    public boolean awaitsCreate() {
        return outbound.createInFlight();
    }

    ContactState withTimeline(Timeline next) {
        return knowing(next, writes, lifecycle, externalIds, outbound, fetching, published);
    }

    ContactState withWrites(SortedMap<FieldKey, Write> next) {
        return knowing(timeline, next, lifecycle, externalIds, outbound, fetching, published);
    }

    ContactState withLifecycle(Lifecycle next) {
        return knowing(timeline, writes, next, externalIds, outbound, fetching, published);
    }

    ContactState withExternalIds(SortedSet<ExternalId> next) {
        return knowing(timeline, writes, lifecycle, next, outbound, fetching, published);
    }

    ContactState withOutbound(Outbound next) {
        return knowing(timeline, writes, lifecycle, externalIds, next, fetching, published);
    }

    ContactState withFetching(Fetching next) {
        return knowing(timeline, writes, lifecycle, externalIds, outbound, next, published);
    }

    /**
     * The contact whose record is written again although nothing of it changed.
     *
     * @param view the contact as consumers see it
     */
    public ContactState publishedAgain(long now, ContactView view) {
        return withPublished(published.next(now, view));
    }

    ContactState withPublished(Published next) {
        return knowing(timeline, writes, lifecycle, externalIds, outbound, fetching, next);
    }

    /** The contact as one that exists only with us; commands it gave out stay known, so that its versions go on growing. */
    ContactState unlinked() {
        return new ContactState(
                locationId,
                contactId,
                null,
                createdAt,
                0,
                Timeline.EMPTY,
                writes,
                lifecycle.withoutGhl(),
                externalIds,
                outbound,
                Fetching.NONE,
                published);
    }

    /** The contact with what another one knows of the contact in GoHighLevel that both were linked to. */
    ContactState takingOver(ContactState holder) {
        return new ContactState(
                locationId,
                contactId,
                holder.ghlContactId,
                createdAt,
                holder.ghlCreatedAt,
                holder.timeline,
                writes,
                lifecycle.seenAs(holder.lifecycle),
                externalIds,
                outbound.recognising(holder.outbound),
                holder.fetching,
                published);
    }

    /** A contact of which only its id in GoHighLevel is known. */
    public ContactState linkedTo(String ghlId) {
        return linked(ghlId, 0);
    }

    ContactState linked(String ghlId, long created) {
        return new ContactState(
                locationId,
                contactId,
                ghlId,
                createdAt,
                ghlCreatedAt == 0 ? created : ghlCreatedAt,
                timeline,
                writes,
                lifecycle,
                externalIds,
                outbound,
                fetching,
                published);
    }

    /** The same contact with the same link, of which something else is known. */
    private ContactState knowing(
            Timeline nextTimeline,
            SortedMap<FieldKey, Write> nextWrites,
            Lifecycle nextLifecycle,
            SortedSet<ExternalId> nextIds,
            Outbound nextOutbound,
            Fetching nextFetching,
            Published nextPublished) {
        return new ContactState(
                locationId,
                contactId,
                ghlContactId,
                createdAt,
                ghlCreatedAt,
                nextTimeline,
                nextWrites,
                nextLifecycle,
                nextIds,
                nextOutbound,
                nextFetching,
                nextPublished);
    }
}
