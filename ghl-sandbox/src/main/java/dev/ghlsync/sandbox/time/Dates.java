package dev.ghlsync.sandbox.time;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants as HighLevel writes them. */
public final class Dates {
    private static final DateTimeFormatter ISO_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Dates() {}

    /** ISO 8601 in UTC with exactly three decimals, such as 2021-07-02T05:18:26.704Z. */
    public static String iso(Instant instant) {
        return ISO_MILLIS.format(instant);
    }
}
