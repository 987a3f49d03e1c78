package dev.ghlsync.sandbox.contacts;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The eight date formats that contacts.json lists for dateOfBirth, and the ISO instants that its answers contain. */
final class BirthDates {
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([/._-])(\\d{1,2})\\2(\\d{1,2})(T.*)?");
    private static final Pattern MONTH_FIRST = Pattern.compile("(\\d{1,2})([/._-])(\\d{1,2})\\2(\\d{4})");

    private BirthDates() {}

    /** The date as YYYY-MM-DD, or empty when the text is in no supported format or names no day. */
    static Optional<String> parse(String text) {
        Matcher yearFirst = YEAR_FIRST.matcher(text.strip());
        if (yearFirst.matches()) {
            return date(yearFirst.group(1), yearFirst.group(3), yearFirst.group(4));
        }
        Matcher monthFirst = MONTH_FIRST.matcher(text.strip());
        return monthFirst.matches()
                ? date(monthFirst.group(4), monthFirst.group(1), monthFirst.group(3))
                : Optional.empty();
    }

    private static Optional<String> date(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
                    .toString());
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
