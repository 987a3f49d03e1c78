package dev.ghlsync.ingest.read;

import dev.ghlsync.ghl.client.GhlResponse;
import dev.ghlsync.ghl.quota.LocationQuotas;
import dev.ghlsync.ghl.quota.Permit;
import dev.ghlsync.ghl.quota.Purpose;
import dev.ghlsync.ingest.ops.ReadMetrics;
import dev.ghlsync.ingest.ops.ReadMetrics.ReadOutcome;
import dev.ghlsync.ingest.ops.Stop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends reads to HighLevel within its limits, leaving the reserve to pushes, and repeats them until HighLevel gives a verdict: it waits while the
 * limit is used up, while HighLevel fails, and while it cannot be reached. Blocks, so call it on virtual threads. Safe for concurrent use.
 */
public final class GhlReads {
    private static final Logger LOG = LoggerFactory.getLogger(GhlReads.class);
    private static final Duration BACKOFF_MIN = Duration.ofMillis(500);
    private static final Duration BACKOFF_MAX = Duration.ofSeconds(30);
    /** The quota may end earlier than was first said, because other processes' responses correct it. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final Duration WAIT_MIN = Duration.ofMillis(5);

    private final LocationQuotas quotas;
    private final ReadMetrics metrics;
    private final InstantSource clock;

    public GhlReads(LocationQuotas quotas, ReadMetrics metrics, InstantSource clock) {
        this.quotas = quotas;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What HighLevel decided, or that the end was requested first. */
    public sealed interface Verdict {
        record Ok(GhlResponse.Ok response) implements Verdict {}

        record Refused(GhlResponse.Refused response) implements Verdict {}

        record Stopped() implements Verdict {}
    }

    public Verdict read(String locationId, Stop stop, Supplier<GhlResponse> request) {
        Duration backoff = BACKOFF_MIN;
        while (awaitPermit(locationId, stop)) {
            GhlResponse response = request.get();
            quotas.ended(locationId, response, clock.instant());
            metrics.read(outcome(response));
            switch (response) {
                case GhlResponse.Ok ok -> {
                    return new Verdict.Ok(ok);
                }
                case GhlResponse.Refused refused -> {
                    return new Verdict.Refused(refused);
                }
                // The quota knows of it now, so the next permit comes when the window is over.
                case GhlResponse.Throttled ignored -> {}
                case GhlResponse.ServerFault fault ->
                    backoff = pause(locationId, "status " + fault.reply().status(), backoff, stop);
                case GhlResponse.Failure failure ->
                    backoff = pause(locationId, failure.cause().name(), backoff, stop);
            }
        }
        return new Verdict.Stopped();
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

    private Duration pause(String locationId, String cause, Duration backoff, Stop stop) {
        LOG.atWarn()
                .addKeyValue("locationId", locationId)
                .addKeyValue("cause", cause)
                .addKeyValue("againInMs", backoff.toMillis())
                .log("Waiting for GoHighLevel, which did not answer a read.");
        stop.await(backoff);
        Duration doubled = backoff.multipliedBy(2);
        return doubled.compareTo(BACKOFF_MAX) > 0 ? BACKOFF_MAX : doubled;
    }

    private boolean awaitPermit(String locationId, Stop stop) {
        while (!stop.requested()) {
            Instant until = switch (quotas.ask(locationId, Purpose.READ, clock.instant())) {
                case Permit.Granted ignored -> null;
                case Permit.WindowUsed window -> window.until();
                case Permit.DayUsed day -> day.until();
            };
            if (until == null) {
                return true;
            }
            Duration wait = Duration.between(clock.instant(), until);
            Duration bounded = wait.compareTo(LOOK_AGAIN) > 0 ? LOOK_AGAIN : wait;
            stop.await(bounded.compareTo(WAIT_MIN) < 0 ? WAIT_MIN : bounded);
        }
        return false;
    }
}
