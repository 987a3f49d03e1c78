package dev.ghlsync.sync.ghl;

import dev.ghlsync.sync.domain.field.Field;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Names of contact fields in GoHighLevel's JSON (GHL docs, contacts.json and the webhook schemas). */
final class WireFields {
    static final String ID = "id";
    static final String FIRST_NAME = "firstName";
    static final String LAST_NAME = "lastName";
    /** With its letter case, in search items only. */
    static final String FIRST_NAME_RAW = "firstNameRaw";

    static final String LAST_NAME_RAW = "lastNameRaw";
    static final String FULL_NAME = "name";
    static final String TAGS = "tags";
    static final String CUSTOM_FIELDS = "customFields";
    static final String DND_SETTINGS = "dndSettings";
    static final String DATE_ADDED = "dateAdded";
    static final String DATE_UPDATED = "dateUpdated";

    /** Channels of dndSettings; RCS is seen in practice only. */
    static final List<String> CHANNELS = List.of("SMS", "Call", "Email", "GMB", "FB", "WhatsApp", "RCS");

    /** Fields whose value is text; names are read apart. */
    static final Map<Field, String> TEXT = text();

    /** Fields whose value is an object. */
    static final Map<Field, String> OBJECT = Map.of(
            Field.FIRST_ATTRIBUTION, "attributionSource",
            Field.LAST_ATTRIBUTION, "lastAttributionSource");

    static final String DND = "dnd";

    private WireFields() {}

    private static Map<Field, String> text() {
        var names = new EnumMap<Field, String>(Field.class);
        names.put(Field.EMAIL, "email");
        names.put(Field.PHONE, "phone");
        names.put(Field.COMPANY, "companyName");
        names.put(Field.ADDRESS_LINE1, "address1");
        names.put(Field.CITY, "city");
        names.put(Field.STATE, "state");
        names.put(Field.POSTAL_CODE, "postalCode");
        names.put(Field.COUNTRY, "country");
        names.put(Field.WEBSITE, "website");
        names.put(Field.DATE_OF_BIRTH, "dateOfBirth");
        names.put(Field.TIMEZONE, "timezone");
        names.put(Field.ASSIGNED_TO, "assignedTo");
        names.put(Field.SOURCE, "source");
        return Collections.unmodifiableMap(names);
    }
}
