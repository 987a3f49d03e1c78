package dev.ghlsync.sandbox.bookings;

import dev.ghlsync.sandbox.http.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The two ways in which HighLevel writes times of appointments. */
public final class BookingTimes {
    private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter BARE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private BookingTimes() {}

    /** With the zone's offset, such as 2023-09-25T16:00:00+05:30. */
    public static String local(Instant at, String zone) {
        return WITH_OFFSET.format(at.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.of(zone)));
    }

    /** Without any zone, as GET /contacts/{id}/appointments writes it: local time of the location. */
    public static String bare(String withOffset, String zone) {
        return BARE.format(instant("startTime", withOffset).atZone(ZoneId.of(zone)));
    }

    /** The instant an ISO text with offset means; 422 when it is none. */
    public static Instant instant(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.unprocessable(List.of(name + " must be a valid ISO 8601 date string"));
        }
    }
}
