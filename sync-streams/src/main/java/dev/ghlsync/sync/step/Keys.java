package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.contact.ExternalId;
import dev.ghlsync.sync.domain.mirror.Kind;

/** Keys of the stores. Parts are joined by NUL, which no id contains, so that a prefix scan never leaves its location. */
public final class Keys {
    private static final char NUL = 0;

    private Keys() {}

    public static String contact(String locationId, String contactId) {
        return locationId + NUL + contactId;
    }

    /** Prefix of everything of one location. */
    public static String location(String locationId) {
        return locationId + NUL;
    }

    /** Larger than every key of one location, and smaller than every key of the next. */
    static String afterLocation(String locationId) {
        return locationId + (char) 1;
    }

    public static String byGhlId(String locationId, String ghlContactId) {
        return locationId + NUL + "ghl" + NUL + ghlContactId + NUL;
    }

    public static String byEmail(String locationId, String email) {
        return locationId + NUL + "email" + NUL + email + NUL;
    }

    public static String byPhone(String locationId, String phone) {
        return locationId + NUL + "phone" + NUL + phone + NUL;
    }

    public static String byExternalId(String locationId, ExternalId id) {
        return locationId + NUL + "external" + NUL + id.system() + NUL + id.id() + NUL;
    }

    /** Prefix of the permanent alias of a minted id that turned out to be an existing contact. */
    public static String byMintedId(String locationId, String mintedId) {
        return locationId + NUL + "id" + NUL + mintedId + NUL;
    }

    /** Key of when a contact in GoHighLevel was deleted whose contact of ours was since linked to another one. */
    static String formerGhlId(String locationId, String ghlContactId) {
        return locationId + NUL + "formerGhl" + NUL + ghlContactId + NUL;
    }

    public static String object(String locationId, Kind kind, String id) {
        return objects(locationId, kind) + id;
    }

    /** Prefix of all objects of one kind. */
    public static String objects(String locationId, Kind kind) {
        return locationId + NUL + kind.name() + NUL;
    }

    /** Prefix of all objects of one contact in GoHighLevel. */
    public static String ofContact(String locationId, String ghlContactId) {
        return locationId + NUL + ghlContactId + NUL;
    }

    /** Sorts by due time first. */
    static String wake(long dueAt, String locationId, String contactId) {
        return due(dueAt) + NUL + locationId + NUL + contactId;
    }

    /** Smallest key due after {@code at}. */
    static String due(long at) {
        return "%015d".formatted(at);
    }

    /** The parts of a key. */
    static String[] parts(String key) {
        return key.split("\0", -1);
    }
}
