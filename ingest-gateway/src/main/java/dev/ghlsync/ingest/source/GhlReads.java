package dev.ghlsync.ingest.source;

import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.quota.LocationQuotas;
import dev.ghlsync.ghl.quota.Permit;
import dev.ghlsync.ghl.quota.Purpose;
import dev.ghlsync.ingest.ops.ReadMetrics;
import dev.ghlsync.ingest.ops.ReadMetrics.ReadOutcome;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.source.ReadPlaces.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends reads to HighLevel within its limits, leaving the reserve to pushes, and repeats them until HighLevel gives a verdict: it waits while the
 * limit is used up, while HighLevel fails, and while it cannot be reached. Reads of runs are spread evenly, so that a request for one object finds
 * room in between, and only so many of all locations are under way at once, so that webhooks find a processor. Blocks, so call it on virtual threads.
 * Safe for concurrent use.
 */
public final class GhlReads {
    private static final Logger LOG = LoggerFactory.getLogger(GhlReads.class);
    /** First pause after a failed read, unless another is given. */
    private static final Duration BACKOFF_MIN = Duration.ofMillis(500);

    private static final Duration BACKOFF_MAX = Duration.ofSeconds(30);
    /** Why nothing was sent, or only what HighLevel answered with 429. */
    private static final String LIMIT_USED = "limit_used_up";

    /** The quota may end earlier than was first said, because other processes' responses correct it. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final Duration WAIT_MIN = Duration.ofMillis(5);
    /** Others wait behind a read that somebody waits for. */
    private static final Duration PROMPT_MAX = Duration.ofMinutes(5);

    private final LocationQuotas quotas;
    private final Pacers pacers;
    private final ReadPlaces places;
    private final ReadMetrics metrics;
    private final InstantSource clock;
    private final Duration firstPause;
    private final Duration promptMax;

    public GhlReads(LocationQuotas quotas, Pacers pacers, ReadPlaces places, ReadMetrics metrics, InstantSource clock) {
        this(quotas, pacers, places, metrics, clock, BACKOFF_MIN);
    }

    /** @param firstPause after a failed read; each further one is twice as long, at most 30 s */
    public GhlReads(
            LocationQuotas quotas,
            Pacers pacers,
            ReadPlaces places,
            ReadMetrics metrics,
            InstantSource clock,
            Duration firstPause) {
        this(quotas, pacers, places, metrics, clock, firstPause, PROMPT_MAX);
    }

    /** @param promptMax after so long a read that somebody waits for is begun no more, whatever it waits for */
    GhlReads(
            LocationQuotas quotas,
            Pacers pacers,
            ReadPlaces places,
            ReadMetrics metrics,
            InstantSource clock,
            Duration firstPause,
            Duration promptMax) {
        this.promptMax = promptMax;
        this.places = places;
        this.firstPause = firstPause;
        this.quotas = quotas;
        this.pacers = pacers;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What HighLevel decided, or why there is no decision. */
    public sealed interface Verdict {
        record Ok(GhlResponse.Ok response) implements Verdict {}

        record Refused(GhlResponse.Refused response) implements Verdict {}

        /** HighLevel failed or did not answer in all attempts, or its limits left no room in time. */
        record GaveUp(String cause) implements Verdict {}

        record Stopped() implements Verdict {}
    }

    /** How a read is to be done. */
    public enum Manner {
        /** Part of a run: spread evenly, repeated until it works. */
        RUN(Integer.MAX_VALUE),
        /** Somebody waits: sent as soon as the limit allows, a few attempts in a bounded time. */
        PROMPT(5);

        private final int attempts;

        Manner(int attempts) {
            this.attempts = attempts;
        }
    }

    public Verdict read(String locationId, Manner manner, Stop stop, Supplier<GhlResponse> request) {
        Instant end = manner == Manner.PROMPT ? clock.instant().plus(promptMax) : Instant.MAX;
        Duration backoff = firstPause;
        int failures = 0;
        for (Place place = place(locationId, manner, stop, end);
                place != null;
                place = place(locationId, manner, stop, end)) {
            GhlResponse response = sent(locationId, place, request);
            quotas.ended(locationId, response, clock.instant());
            metrics.read(outcome(response));
            String failure = null;
            switch (response) {
                case GhlResponse.Ok ok -> {
                    pacers.learn(locationId, ok.reply().rateLimit());
                    return new Verdict.Ok(ok);
                }
                case GhlResponse.Refused refused -> {
                    return new Verdict.Refused(refused);
                }
                // The quota knows of it now, so the next permit comes when the window is over.
                case GhlResponse.Throttled ignored -> {}
                case GhlResponse.ServerFault fault ->
                    failure = "status_" + fault.reply().status();
                case GhlResponse.Failure broken -> failure = "no_answer_" + broken.cause();
            }
            if (!clock.instant().isBefore(end)) {
                return new Verdict.GaveUp(failure == null ? LIMIT_USED : failure);
            }
            if (failure != null) {
                failures++;
                if (failures >= manner.attempts) {
                    return new Verdict.GaveUp(failure);
                }
                backoff = pause(locationId, failure, backoff, stop);
            }
        }
        return stop.requested() ? new Verdict.Stopped() : new Verdict.GaveUp(LIMIT_USED);
    }

    private GhlResponse sent(String locationId, Place place, Supplier<GhlResponse> request) {
        place.sent();
        try {
            return request.get();
        } catch (RuntimeException | Error e) {
            quotas.unsent(locationId, clock.instant());
            throw e;
        } finally {
            place.leave();
        }
    }

    private static ReadOutcome outcome(GhlResponse response) {
        return switch (response) {
            case GhlResponse.Ok ignored -> ReadOutcome.OK;
            case GhlResponse.Refused ignored -> ReadOutcome.REFUSED;
            case GhlResponse.Throttled ignored -> ReadOutcome.THROTTLED;
            case GhlResponse.ServerFault ignored -> ReadOutcome.SERVER_FAULT;
            case GhlResponse.Failure ignored -> ReadOutcome.NO_ANSWER;
        };
    }

    private static Duration pause(String locationId, String cause, Duration backoff, Stop stop) {
        LOG.atWarn()
                .addKeyValue("locationId", locationId)
                .addKeyValue("cause", cause)
                .addKeyValue("againInMs", backoff.toMillis())
                .log("Waiting for GoHighLevel, which did not answer a read.");
        stop.await(backoff);
        Duration doubled = backoff.multipliedBy(2);
        return doubled.compareTo(BACKOFF_MAX) > 0 ? BACKOFF_MAX : doubled;
    }

    /** Waits until a read may be sent, which counts it; null if the end was requested first, or came by itself. */
    private @Nullable Place place(String locationId, Manner manner, Stop stop, Instant end) {
        Instant slot = null;
        while (!stop.requested()) {
            Instant now = clock.instant();
            if (slot == null && manner == Manner.RUN) {
                slot = pacers.reserve(locationId, now);
            }
            Instant until;
            if (slot != null && slot.isAfter(now)) {
                until = slot;
            } else {
                // First the place, then the permit: a permit counts from when it is given.
                Place place = manner == Manner.RUN ? places.enter() : places.aside();
                now = clock.instant();
                until = stop.requested() ? now : used(locationId, now);
                if (until == null) {
                    return place;
                }
                place.leave();
                slot = null; // Everybody who waits for the window's end is spread again.
                if (!now.isBefore(end)) {
                    return null;
                }
            }
            Duration wait = Duration.between(now, until);
            Duration bounded = wait.compareTo(LOOK_AGAIN) > 0 ? LOOK_AGAIN : wait;
            stop.await(bounded.compareTo(WAIT_MIN) < 0 ? WAIT_MIN : bounded);
        }
        return null;
    }

    /** Until when the limit is used up; null if the read may be sent, which counts it. */
    private @Nullable Instant used(String locationId, Instant now) {
        return switch (quotas.ask(locationId, Purpose.READ, now)) {
            case Permit.Granted ignored -> null;
            case Permit.WindowUsed window -> window.until();
            case Permit.DayUsed day -> day.until();
        };
    }
}
