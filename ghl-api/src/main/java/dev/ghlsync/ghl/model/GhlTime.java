package dev.ghlsync.ghl.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HighLevel's ways to write a point in time. */
public final class GhlTime {
    /** Epoch milliseconds have 12 to 14 digits from 1973 to 5138; fewer digits could be seconds. */
    private static final Pattern EPOCH_MILLIS = Pattern.compile("[0-9]{12,14}");

    private GhlTime() {}

    /** Reads ISO 8601 with {@code Z} or an offset, or epoch milliseconds; null if the text is neither (also a time without zone). */
    public static @Nullable Instant parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (EPOCH_MILLIS.matcher(text).matches()) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null; // Not a point in time: an expected answer of this method.
        }
    }
}
