package dev.ghlsync.ingest.domain;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Text fields of a contact under the names of the contract ({@code ContactFields}), with what the gateway can check of a value on its own. */
public enum ContactTextField {
    GIVEN_NAME("givenName"),
    FAMILY_NAME("familyName"),
    FULL_NAME("fullName"),
    EMAIL("email"),
    PHONE("phone"),
    COMPANY("company"),
    ADDRESS_LINE1("addressLine1"),
    CITY("city"),
    STATE("state"),
    POSTAL_CODE("postalCode"),
    COUNTRY("country", Form.COUNTRY),
    WEBSITE("website"),
    DATE_OF_BIRTH("dateOfBirth", Form.DATE),
    TIMEZONE("timezone", Form.TIME_ZONE),
    ASSIGNED_TO("assignedTo");

    private static final Map<String, ContactTextField> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ContactTextField::wire, Function.identity()));

    private final String wire;
    private final Form form;

    ContactTextField(String wire) {
        this(wire, Form.TEXT);
    }

    ContactTextField(String wire, Form form) {
        this.wire = wire;
        this.form = form;
    }

    public static Optional<ContactTextField> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Name in the contract. */
    public String wire() {
        return wire;
    }

    /** What a value must be, for an error sentence. */
    public String form() {
        return form.words;
    }

    public boolean accepts(String value) {
        return switch (form) {
            case TEXT -> true;
            case COUNTRY -> isCountry(value);
            case DATE -> isDate(value);
            case TIME_ZONE -> ZoneId.getAvailableZoneIds().contains(value);
        };
    }

    private static boolean isCountry(String text) {
        return text.length() == 2 && text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false; // Not a date: the caller says so.
        }
    }

    private enum Form {
        TEXT("text"),
        COUNTRY("two letters such as US (ISO 3166-1)"),
        DATE("a date written YYYY-MM-DD"),
        TIME_ZONE("a time zone name such as Europe/Berlin");

        private final String words;

        Form(String words) {
            this.words = words;
        }
    }
}
