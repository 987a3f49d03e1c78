package dev.ghlsync.sync.avro;

import dev.ghlsync.sync.domain.field.Canonical;
import dev.ghlsync.sync.domain.field.Field;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which values of a change are good. */
final class ChangeValues {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private ChangeValues() {}

    /** Phone numbers stay as written, since their location's country is not known yet. */
    static @Nullable String canonical(Field field, String value) {
        return field == Field.PHONE ? Canonical.text(value) : Canonical.of(field, value, "");
    }

    static boolean isValid(Field field, String canonical) {
        return switch (field) {
            case EMAIL -> EMAIL.matcher(canonical).matches();
            case COUNTRY -> COUNTRY.matcher(canonical).matches();
            case DATE_OF_BIRTH -> isDate(canonical);
            case GIVEN_NAME,
                    FAMILY_NAME,
                    PHONE,
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
                    LAST_ATTRIBUTION -> true;
        };
    }

    private static boolean isDate(String canonical) {
        try {
            LocalDate.parse(canonical);
            return true;
        } catch (DateTimeParseException e) {
            return false; // No date: an expected answer of this method.
        }
    }
}
