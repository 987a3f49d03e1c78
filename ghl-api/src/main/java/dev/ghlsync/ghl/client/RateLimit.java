package dev.ghlsync.ghl.client;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * HighLevel's rate-limit headers of one response; null where a header is absent or no number (HighLevel docs, OAuth Authorization).
 *
 * @param limitDaily requests per day for this app and location
 * @param dailyRemaining what is left of them
 * @param intervalMs length of the burst window in milliseconds
 * @param max requests per window
 * @param remaining what is left of them in the present window
 * @param dailyReset value of {@code x-ratelimit-daily-reset} in milliseconds (official SDK only): time until the reset, or epoch time
 */
public record RateLimit(
        @Nullable Long limitDaily,
        @Nullable Long dailyRemaining,
        @Nullable Long intervalMs,
        @Nullable Long max,
        @Nullable Long remaining,
        @Nullable Long dailyReset) {

    public static final String LIMIT_DAILY = "X-RateLimit-Limit-Daily";
    public static final String DAILY_REMAINING = "X-RateLimit-Daily-Remaining";
    public static final String INTERVAL_MS = "X-RateLimit-Interval-Milliseconds";
    public static final String MAX = "X-RateLimit-Max";
    public static final String REMAINING = "X-RateLimit-Remaining";
    public static final String DAILY_RESET = "x-ratelimit-daily-reset";

    /** A response that said nothing about limits. */
    public static final RateLimit UNKNOWN = new RateLimit(null, null, null, null, null, null);

    /** @param header gives a header's first value, or null */
    static RateLimit parse(Function<String, @Nullable String> header) {
        return new RateLimit(
                number(header.apply(LIMIT_DAILY)),
                number(header.apply(DAILY_REMAINING)),
                number(header.apply(INTERVAL_MS)),
                number(header.apply(MAX)),
                number(header.apply(REMAINING)),
                number(header.apply(DAILY_RESET)));
    }

    private static @Nullable Long number(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return null; // A header that is no number says nothing; the caller treats it as absent.
        }
    }
}
