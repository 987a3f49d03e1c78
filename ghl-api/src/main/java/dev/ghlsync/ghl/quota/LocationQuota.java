package dev.ghlsync.ghl.quota;

import dev.ghlsync.ghl.client.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one location's limits. HighLevel says how much of a window is left but not when it ends, so two bounds hold at once: our own
 * requests of the last window length never exceed the limit, wherever HighLevel's windows begin; and the newest response tells what all processes
 * together have left. A response with all but one left is to the first request of a window, which tells its end; without one this can wait up to one
 * window too long. It never lets a lone process exceed the limit. Not thread-safe.
 */
final class LocationQuota {
    /** A reset header above this is epoch time (2001 and later), below it a span. */
    private static final long EPOCH_MILLIS_MIN = 1_000_000_000_000L;

    private final QuotaPolicy policy;
    private final Deque<Instant> granted = new ArrayDeque<>();
    private long windowMax;
    private Duration window;
    /** What the newest response says is left of its window; null if none does or that window is over. */
    private @Nullable Long stated;

    private Instant statedUntil = Instant.MIN;
    /** When the window ends in which we saw the first request answered; in the past when no such window is known. */
    private Instant windowEnds = Instant.MIN;

    private Instant newestSentAt = Instant.MIN;
    private Instant closedUntil = Instant.MIN;
    private long dayLimit;
    private long dayLeft;
    private Instant dayEnds;
    private int inFlight;

    LocationQuota(QuotaPolicy policy, Instant now) {
        this.policy = policy;
        this.windowMax = policy.windowMax();
        this.window = policy.window();
        this.dayLimit = policy.dailyMax();
        this.dayLeft = policy.dailyMax();
        this.dayEnds = nextUtcDay(now);
    }

    Permit ask(Purpose purpose, Instant now) {
        rollTo(now);
        if (dayLeft - inFlight <= dailyReserve(purpose)) {
            return new Permit.DayUsed(dayEnds);
        }
        if (now.isBefore(closedUntil)) {
            return new Permit.WindowUsed(closedUntil);
        }
        long reserve = windowReserve(purpose);
        if (windowMax - granted.size() <= reserve) {
            return new Permit.WindowUsed(
                    granted.isEmpty() ? now.plus(window) : granted.getFirst().plus(window));
        }
        if (stated != null && stated - inFlight <= reserve) {
            return new Permit.WindowUsed(statedUntil);
        }
        granted.addLast(now);
        inFlight++;
        return new Permit.Granted();
    }

    /** A granted request ended with a response. */
    void answered(RateLimit limit, Instant sentAt, Instant now) {
        rollTo(now);
        end();
        windowMax = positive(limit.max(), windowMax);
        window = Duration.ofMillis(positive(limit.intervalMs(), window.toMillis()));
        dayLimit = positive(limit.limitDaily(), dayLimit);
        if (limit.dailyReset() != null && limit.dailyReset() > 0) {
            dayEnds = limit.dailyReset() >= EPOCH_MILLIS_MIN
                    ? Instant.ofEpochMilli(limit.dailyReset())
                    : now.plusMillis(limit.dailyReset());
        }
        if (limit.remaining() != null && limit.remaining() == windowMax - 1 && now.isBefore(sentAt.plus(window))) {
            windowEnds = now.plus(window);
        }
        // Responses overtake each other: an older request's count is out of date, and its request is in the newer
        // count.
        int age = sentAt.compareTo(newestSentAt);
        if (age < 0) {
            return;
        }
        newestSentAt = sentAt;
        if (limit.remaining() == null) {
            countUnstated();
        } else {
            long left = Math.max(0, limit.remaining());
            boolean sameWindow = now.isBefore(windowEnds) && (stated == null || left <= stated);
            stated = age == 0 && stated != null ? Math.min(stated, left) : left;
            statedUntil = sameWindow ? windowEnds : now.plus(window);
        }
        if (limit.dailyRemaining() == null) {
            dayLeft = Math.max(0, dayLeft - 1);
        } else {
            long left = Math.max(0, limit.dailyRemaining());
            dayLeft = age == 0 ? Math.min(dayLeft, left) : left;
        }
    }

    /** A granted request was refused with 429: nothing more for a while, whatever was counted. */
    void throttled(RateLimit limit, @Nullable Duration retryAfter, Instant sentAt, Instant now) {
        answered(limit, sentAt, now);
        Instant until = now.plus(retryAfter != null ? retryAfter : window);
        closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
    }

    /** A granted request ended without a response. One that HighLevel may have got is counted as if it had. */
    void failed(boolean maybeSent, Instant now) {
        rollTo(now);
        end();
        if (maybeSent) {
            countUnstated();
            dayLeft = Math.max(0, dayLeft - 1);
        } else {
            granted.pollLast();
        }
    }

    LocationQuotas.Left left(Instant now) {
        rollTo(now);
        long own = Math.max(0, windowMax - granted.size());
        return new LocationQuotas.Left(stated == null ? own : Math.min(own, stated), dayLeft);
    }

    private void end() {
        inFlight = Math.max(0, inFlight - 1);
    }

    private void countUnstated() {
        if (stated != null) {
            stated = Math.max(0, stated - 1);
        }
    }

    private void rollTo(Instant now) {
        while (!granted.isEmpty() && !now.isBefore(granted.getFirst().plus(window))) {
            granted.removeFirst();
        }
        if (!now.isBefore(statedUntil)) {
            stated = null;
        }
        if (!now.isBefore(dayEnds)) {
            dayLeft = dayLimit;
            dayEnds = nextUtcDay(now);
        }
    }

    private long dailyReserve(Purpose purpose) {
        return switch (purpose) {
            case PUSH -> 0;
            case READ -> dayLimit * policy.readReserveDailyPercent() / 100;
        };
    }

    private long windowReserve(Purpose purpose) {
        return switch (purpose) {
            case PUSH -> 0;
            case READ -> policy.readReservePerWindow();
        };
    }

    private static long positive(@Nullable Long value, long otherwise) {
        return value != null && value > 0 ? value : otherwise;
    }

    /** HighLevel does not say when its day starts; without a reset header midnight UTC is assumed. */
    private static Instant nextUtcDay(Instant now) {
        return now.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(1)
                .toInstant();
    }
}
