package dev.ghlsync.sync.domain.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.mirror.Picture;
import dev.ghlsync.sync.domain.mirror.Turn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of an appointment when it goes from one moment to the next. */
class BookingRulesTest {
    private final BookingRules rules = new BookingRules();

    @ParameterizedTest(name = "{0} becomes {1}: {2}")
    @CsvSource({
        "confirmed,   confirmed, ",
        "new,         confirmed, booking_confirmed|CONFIRMED",
        "confirmed,   cancelled, booking_canceled|CANCELED",
        "confirmed,   canceled,  booking_canceled|CANCELED",
        "confirmed,   showed,    booking_showed|SHOWED",
        "confirmed,   Completed, booking_showed|SHOWED",
        "confirmed,   noshow,    booking_no_show|NO_SHOW",
        "confirmed,   no_show,   booking_no_show|NO_SHOW",
        "confirmed,   no-show,   booking_no_show|NO_SHOW",
        "confirmed,   invalid,   booking_invalid|INVALID",
        "confirmed,   new,       booking_scheduled|SCHEDULED",
        "cancelled,   noshow,    booking_no_show|NO_SHOW",
        "cancelled,   confirmed, booking_scheduled|reopened",
        "noshow,      new,       booking_scheduled|reopened",
        "confirmed,   ,          booking_scheduled|SCHEDULED"
    })
    void aStatusIsTold(String was, @Nullable String status, @Nullable String told) {
        // When
        var turns = rules.turns(Optional.of(picture("ghlStatus", was)), picture("ghlStatus", status));

        // Then
        assertThat(told(turns)).isEqualTo(told == null ? List.of() : List.of(told));
    }

    @ParameterizedTest(name = "first seen {0}: {1}")
    @CsvSource({
        "new,       booking_scheduled|",
        "confirmed, booking_scheduled|",
        "showed,    booking_scheduled| booking_showed|SHOWED",
        "cancelled, booking_scheduled| booking_canceled|CANCELED"
    })
    void oneFirstSeenLateWasScheduledAllTheSame(String status, String told) {
        // When
        var turns = rules.turns(Optional.empty(), picture("ghlStatus", status, "calendarId", "cal1"));

        // Then
        assertThat(told(turns)).isEqualTo(List.of(told.split(" ")));
        assertThat(turns).allSatisfy(turn -> {
            assertThat(turn.fields()).containsExactly("ghlStatus");
            assertThat(turn.attributes())
                    .containsEntry("calendarId", "cal1")
                    .containsEntry("status", BookingStatus.of(status).name());
        });
    }

    @ParameterizedTest(name = "{0} to {1}: told {2}")
    @CsvSource({
        "1 2, 1 2, false",
        "1 2, 3 4, true",
        "1 2, 1 4, true",
        "1 2, 3 2, true",
        "-,   3 4, false",
        "1 2, -,   false"
    })
    void anotherTimeIsARescheduling(String before, String after, boolean told) {
        // When
        var turns = rules.turns(Optional.of(at(before)), at(after));

        // Then
        assertThat(told(turns)).isEqualTo(told ? List.of("booking_rescheduled|" + after.replace(' ', '-')) : List.of());
        assertThat(turns).allSatisfy(turn -> {
            assertThat(turn.fields()).containsExactly("startsAt", "endsAt");
            assertThat(turn.attributes()).isEqualTo(Map.of("status", "SCHEDULED"));
        });
    }

    @Test
    void aDeletionIsToldWithTheLastStatus() {
        // When
        var turn = rules.deletion(picture("ghlStatus", "showed"));

        // Then
        assertThat(turn).hasValue(Turn.of("booking_deleted", "", List.of("ghlStatus"), Map.of("status", "SHOWED")));
    }

    private static List<String> told(List<Turn> turns) {
        return turns.stream().map(turn -> turn.type() + "|" + turn.into()).toList();
    }

    private static Picture at(String times) {
        return times.equals("-") ? picture() : picture("startsAt", times.substring(0, 1), "endsAt", times.substring(2));
    }

    private static Picture picture(@Nullable String... pairs) {
        var values = new TreeMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            var value = pairs[i + 1];
            if (value != null) {
                values.put(String.valueOf(pairs[i]), value);
            }
        }
        return new Picture(values);
    }
}
