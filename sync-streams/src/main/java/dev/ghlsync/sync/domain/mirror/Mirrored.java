package dev.ghlsync.sync.domain.mirror;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of one object of GoHighLevel. Immutable; stored per location, kind and id.
 *
 * @param id our id, derived from location, kind and GoHighLevel's id
 * @param contactId our contact it belongs to, null when it names none or there is none
 * @param told how often each transition of the history was told of
 * @param names names of what its ids stand for, by field
 * @param data values of ours attached to it, by name
 * @param version version of the newest public record, 0 before the first
 * @param createdAt epoch ms of our clock at which we first knew it
 * @param updatedAt epoch ms of our clock of the newest public record
 */
public record Mirrored(
        Kind kind,
        String locationId,
        String id,
        String ghlId,
        @Nullable String contactId,
        History history,
        Lifespan lifespan,
        SortedMap<String, Long> told,
        SortedMap<String, String> names,
        SortedMap<String, Datum> data,
        Asking asking,
        long version,
        long createdAt,
        long updatedAt) {
    /** Field with the id of the contact in GoHighLevel. */
    public static final String GHL_CONTACT_ID = "ghlContactId";

    public Mirrored {
        told = Collections.unmodifiableSortedMap(new TreeMap<>(told));
        names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
        data = Collections.unmodifiableSortedMap(new TreeMap<>(data));
    }

    public static Mirrored unknown(Kind kind, String locationId, String id, String ghlId, long now) {
        return new Mirrored(
                kind,
                locationId,
                id,
                ghlId,
                null,
                History.EMPTY,
                Lifespan.NEW,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                Asking.NONE,
                0,
                now,
                0);
    }

    /** The newest fields. */
    public Picture picture() {
        return believed().picture();
    }

    /** Epoch ms, null while it exists. */
    public @Nullable Long deletedAt() {
        return lifespan.isGone() ? lifespan.goneFirst() : null;
    }

    /** Whether consumers know it. */
    public boolean isPublic() {
        return version > 0;
    }

    /** What counts: all that was said, or what was said before it was deleted. */
    History believed() {
        return lifespan.isGone() ? history.until(lifespan.goneFirst()) : history;
    }

    /** Whether consumers would see a difference. */
    boolean looksLike(Mirrored other) {
        return java.util.Objects.equals(contactId, other.contactId)
                && java.util.Objects.equals(deletedAt(), other.deletedAt())
                && names.equals(other.names)
                && data.equals(other.data)
                && picture().equals(other.picture());
    }

    Mirrored withHistory(History next) {
        return new Mirrored(
                kind,
                locationId,
                id,
                ghlId,
                contactId,
                next,
                lifespan,
                told,
                names,
                data,
                asking,
                version,
                createdAt,
                updatedAt);
    }

    Mirrored withLifespan(Lifespan next) {
        return new Mirrored(
                kind,
                locationId,
                id,
                ghlId,
                contactId,
                history,
                next,
                told,
                names,
                data,
                asking,
                version,
                createdAt,
                updatedAt);
    }

    Mirrored withTold(SortedMap<String, Long> next) {
        return new Mirrored(
                kind,
                locationId,
                id,
                ghlId,
                contactId,
                history,
                lifespan,
                next,
                names,
                data,
                asking,
                version,
                createdAt,
                updatedAt);
    }

    /** With the contact it belongs to and the names of what its ids stand for. */
    public Mirrored with(@Nullable String ofContact, SortedMap<String, String> named) {
        return new Mirrored(
                kind,
                locationId,
                id,
                ghlId,
                ofContact,
                history,
                lifespan,
                told,
                named,
                data,
                asking,
                version,
                createdAt,
                updatedAt);
    }

    Mirrored withData(SortedMap<String, Datum> next) {
        return new Mirrored(
                kind,
                locationId,
                id,
                ghlId,
                contactId,
                history,
                lifespan,
                told,
                names,
                next,
                asking,
                version,
                createdAt,
                updatedAt);
    }

    Mirrored withAsking(Asking next) {
        return new Mirrored(
                kind,
                locationId,
                id,
                ghlId,
                contactId,
                history,
                lifespan,
                told,
                names,
                data,
                next,
                version,
                createdAt,
                updatedAt);
    }

    /** With the correlation id of what made a read wanted, when one is. */
    public Mirrored askingBecauseOf(String correlationId) {
        return withAsking(asking.because(correlationId));
    }

    /** With the next version, of a record written at {@code now}. */
    public Mirrored published(long now) {
        return new Mirrored(
                kind,
                locationId,
                id,
                ghlId,
                contactId,
                history,
                lifespan,
                told,
                names,
                data,
                asking,
                version + 1,
                createdAt,
                now);
    }
}
