package dev.ghlsync.sync.domain.field;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a contact that have a name of their own; tags, custom fields and dnd channels are keyed by {@link FieldKey}. */
public enum Field {
    GIVEN_NAME("givenName", Writable.ALWAYS),
    FAMILY_NAME("familyName", Writable.ALWAYS),
    EMAIL("email", Writable.ALWAYS),
    PHONE("phone", Writable.ALWAYS),
    /** Not in the whitelist of PUT (GHL docs, contacts.json), so it reaches GoHighLevel on create only. */
    COMPANY("company", Writable.ON_CREATE),
    ADDRESS_LINE1("addressLine1", Writable.ALWAYS),
    CITY("city", Writable.ALWAYS),
    STATE("state", Writable.ALWAYS),
    POSTAL_CODE("postalCode", Writable.ALWAYS),
    COUNTRY("country", Writable.ALWAYS),
    WEBSITE("website", Writable.ALWAYS),
    DATE_OF_BIRTH("dateOfBirth", Writable.ALWAYS),
    TIMEZONE("timezone", Writable.ALWAYS),
    ASSIGNED_TO("assignedTo", Writable.ALWAYS),
    DND("dnd", Writable.NEVER),
    SOURCE("source", Writable.NEVER),
    FIRST_ATTRIBUTION("firstAttribution", Writable.NEVER),
    LAST_ATTRIBUTION("lastAttribution", Writable.NEVER);

    /** When our side may write a field to GoHighLevel; NEVER means GoHighLevel owns it. */
    public enum Writable {
        ALWAYS,
        ON_CREATE,
        NEVER
    }

    private static final Map<String, Field> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(f -> f.fieldName, Function.identity()));

    private final String fieldName;
    private final Writable writable;

    Field(String fieldName, Writable writable) {
        this.fieldName = fieldName;
        this.writable = writable;
    }

    /** The name used on topics, in events and in requests. */
    public String fieldName() {
        return fieldName;
    }

    public Writable writable() {
        return writable;
    }

    public static Optional<Field> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
