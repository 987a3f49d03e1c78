package dev.ghlsync.sync.domain.field;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one canonical form of each value. Blank text is no value: null. */
public final class Canonical {
    /** Date forms GoHighLevel accepts (GHL docs, contacts.json), besides the ISO instant its webhooks carry. */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("uuuu/MM/dd"),
            DateTimeFormatter.ofPattern("uuuu.MM.dd"),
            DateTimeFormatter.ofPattern("uuuu_MM_dd"),
            DateTimeFormatter.ofPattern("MM-dd-uuuu"),
            DateTimeFormatter.ofPattern("MM/dd/uuuu"),
            DateTimeFormatter.ofPattern("MM.dd.uuuu"),
            DateTimeFormatter.ofPattern("MM_dd_uuuu"));

    private Canonical() {}

    /** Trimmed, null when blank. */
    public static @Nullable String text(@Nullable String value) {
        if (value == null) {
            return null;
        }
        var trimmed = value.strip();
        return trimmed.isEmpty() ? null : trimmed;
    }

    /** Trimmed and lower case. */
    public static @Nullable String email(@Nullable String value) {
        var trimmed = text(value);
        return trimmed == null ? null : trimmed.toLowerCase(Locale.ROOT);
    }

    /** Trimmed and lower case, as GoHighLevel stores tags. */
    public static @Nullable String tag(@Nullable String value) {
        return email(value);
    }

    /** Trimmed and upper case ISO 3166-1 alpha-2. */
    public static @Nullable String country(@Nullable String value) {
        var trimmed = text(value);
        return trimmed == null ? null : trimmed.toUpperCase(Locale.ROOT);
    }

    /** YYYY-MM-DD; text in none of the known forms stays as it is, trimmed. */
    public static @Nullable String date(@Nullable String value) {
        var trimmed = text(value);
        if (trimmed == null) {
            return null;
        }
        var day = trimmed.length() > 10 && trimmed.charAt(10) == 'T' ? trimmed.substring(0, 10) : trimmed;
        return DATES.stream()
                .flatMap(form -> parsed(day, form).stream())
                .findFirst()
                .orElse(trimmed);
    }

    private static Optional<String> parsed(String day, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDate.parse(day, form).toString());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * The canonical form of a named field's value; phone numbers need the country of the location.
     *
     * @param country ISO 3166-1 alpha-2, for phone numbers written without a country code
     */
    public static @Nullable String of(Field field, @Nullable String value, String country) {
        return switch (field) {
            case EMAIL -> email(value);
            case PHONE -> Phones.canonical(value, country);
            case COUNTRY -> country(value);
            case DATE_OF_BIRTH -> date(value);
            case GIVEN_NAME,
                    FAMILY_NAME,
                    COMPANY,
                    ADDRESS_LINE1,
                    CITY,
                    STATE,
                    POSTAL_CODE,
                    WEBSITE,
                    TIMEZONE,
                    ASSIGNED_TO,
                    DND,
                    SOURCE,
                    FIRST_ATTRIBUTION,
                    LAST_ATTRIBUTION -> text(value);
        };
    }

    /**
     * Whether two canonical values of a field are the same value. Names are compared without case when one of them comes from
     * an API answer, which may lower-case them; phone numbers without the extension, which GoHighLevel does not keep.
     *
     * @param caseFolded whether one of the values may have lost its case
     */
    public static boolean same(FieldKey key, @Nullable String a, @Nullable String b, boolean caseFolded) {
        if (Objects.equals(a, b)) {
            return true;
        }
        if (a == null || b == null) {
            return false;
        }
        if (key.isPhone()) {
            return Phones.withoutExtension(a).equals(Phones.withoutExtension(b));
        }
        return caseFolded && key.isName() && a.equalsIgnoreCase(b);
    }

    /** Whether a name carries no upper case letter, so that an answer of the API may have folded it. */
    public static boolean mayBeFolded(FieldKey key, @Nullable String value) {
        return value != null && key.isName() && value.equals(value.toLowerCase(Locale.ROOT));
    }
}
