package dev.ghlsync.ghl.quota;

import dev.ghlsync.ghl.client.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one location's limits. HighLevel says how much of a window is left but not when it ends, so a window counts from its first
 * sighting: that waits at most one window too long, and never too short. Limits are shared by all processes; every response corrects the count.
 *
 * @param window the burst limit as last stated
 * @param windowLeft requests left in the window, those in flight not yet deducted
 * @param windowEnds null before the first request of a window
 * @param day the daily count
 * @param inFlight granted and not yet ended
 */
record QuotaState(Window window, long windowLeft, @Nullable Instant windowEnds, Day day, int inFlight) {

    /** A reset header above this is epoch time (2001 and later), below it a span. */
    private static final long EPOCH_MILLIS_MIN = 1_000_000_000_000L;

    record Window(long max, Duration length) {
        Window statedBy(RateLimit limit) {
            return new Window(
                    positive(limit.max(), max), Duration.ofMillis(positive(limit.intervalMs(), length.toMillis())));
        }
    }

    record Day(long left, long limit, Instant ends) {
        Day statedBy(RateLimit headers, Instant now) {
            long remaining = headers.dailyRemaining() != null ? headers.dailyRemaining() : left - 1;
            Long reset = headers.dailyReset();
            Instant end = ends;
            if (reset != null && reset > 0) {
                end = reset >= EPOCH_MILLIS_MIN ? Instant.ofEpochMilli(reset) : now.plusMillis(reset);
            }
            return new Day(Math.max(0, remaining), positive(headers.limitDaily(), limit), end);
        }
    }

    record Asked(Permit permit, QuotaState next) {}

    static QuotaState unknown(QuotaPolicy policy, Instant now) {
        Window window = new Window(policy.windowMax(), policy.window());
        return new QuotaState(
                window, window.max(), null, new Day(policy.dailyMax(), policy.dailyMax(), nextUtcDay(now)), 0);
    }

    Asked ask(Purpose purpose, QuotaPolicy policy, Instant now) {
        QuotaState current = rolledTo(now);
        if (current.day.left - current.inFlight <= dailyReserve(purpose, policy, current.day)) {
            return new Asked(new Permit.DayUsed(current.day.ends), current);
        }
        Instant ends = current.windowEnds != null ? current.windowEnds : now.plus(current.window.length);
        if (current.windowLeft - current.inFlight <= windowReserve(purpose, policy)) {
            return new Asked(new Permit.WindowUsed(ends), current);
        }
        QuotaState next = new QuotaState(
                current.window, current.windowLeft, ends, current.day, Math.addExact(current.inFlight, 1));
        return new Asked(new Permit.Granted(), next);
    }

    /** A granted request ended with a response. What its headers leave out is counted by hand. */
    QuotaState answered(RateLimit limit, Instant now) {
        QuotaState current = rolledTo(now);
        Window stated = current.window.statedBy(limit);
        // The window of this response ends within one length from now, whenever it began.
        Instant latestEnd = now.plus(stated.length);
        Instant ends =
                current.windowEnds != null && current.windowEnds.isBefore(latestEnd) ? current.windowEnds : latestEnd;
        long left = Math.max(0, current.windowLeft - 1);
        if (limit.remaining() != null) {
            // Responses overtake each other, so the count may rise by what was in flight. A larger rise is a new
            // window.
            boolean newWindow = limit.remaining() > current.windowLeft + current.inFlight;
            left = newWindow ? limit.remaining() : Math.min(Math.max(0, limit.remaining()), current.windowLeft);
            ends = newWindow ? latestEnd : ends;
        }
        return new QuotaState(stated, left, ends, current.day.statedBy(limit, now), Math.max(0, current.inFlight - 1));
    }

    /** A granted request was refused with 429: the window is used up whatever was counted. */
    QuotaState throttled(RateLimit limit, @Nullable Duration retryAfter, Instant now) {
        QuotaState after = answered(limit, now);
        Instant until = now.plus(retryAfter != null ? retryAfter : after.window.length);
        return new QuotaState(after.window, 0, until, after.day, after.inFlight);
    }

    /** A granted request ended without a response. One that HighLevel may have got is counted as if it had. */
    QuotaState failed(boolean maybeSent, Instant now) {
        if (maybeSent) {
            return answered(RateLimit.UNKNOWN, now);
        }
        return new QuotaState(window, windowLeft, windowEnds, day, Math.max(0, inFlight - 1));
    }

    private QuotaState rolledTo(Instant now) {
        boolean windowOver = windowEnds != null && !now.isBefore(windowEnds);
        Day today = now.isBefore(day.ends) ? day : new Day(day.limit, day.limit, nextUtcDay(now));
        return windowOver
                ? new QuotaState(window, window.max, null, today, inFlight)
                : new QuotaState(window, windowLeft, windowEnds, today, inFlight);
    }

    private static long positive(@Nullable Long stated, long otherwise) {
        return stated != null && stated > 0 ? stated : otherwise;
    }

    private static long dailyReserve(Purpose purpose, QuotaPolicy policy, Day day) {
        return switch (purpose) {
            case PUSH -> 0;
            case READ -> day.limit * policy.readReserveDailyPercent() / 100;
        };
    }

    private static long windowReserve(Purpose purpose, QuotaPolicy policy) {
        return switch (purpose) {
            case PUSH -> 0;
            case READ -> policy.readReservePerWindow();
        };
    }

    /** HighLevel does not say when its day starts; without a reset header midnight UTC is assumed. */
    private static Instant nextUtcDay(Instant now) {
        return now.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(1)
                .toInstant();
    }
}
