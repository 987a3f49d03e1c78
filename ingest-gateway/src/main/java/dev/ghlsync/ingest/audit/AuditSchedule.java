package dev.ghlsync.ingest.audit;

import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.domain.ReadRun;
import dev.ghlsync.ingest.domain.ReadRun.Phase;
import dev.ghlsync.ingest.read.ReadRuns;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Starts audits that nobody asks for: once a day, after this location was not read for a while because no gateway ran, and after webhooks were refused.
 * Used by one thread, but {@link #refused}.
 */
public final class AuditSchedule {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    /** Refused webhooks are sent again; an audit in the middle of that would find what is about to come. */
    private static final Duration QUIET = Duration.ofMinutes(2);

    private static final int REFUSED_MAX = 10_000;

    private final Connections connections;
    private final ReadRuns runs;
    private final BiConsumer<String, String> start;
    private final Duration every;
    private final Duration downAfter;
    private final InstantSource clock;
    private final Map<String, Instant> refused = new HashMap<>();
    private final Map<String, Instant> started = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private Instant next = Instant.MIN;

    /**
     * @param start starts an audit of a location for a reason
     * @param every from one audit of a location to the next
     * @param downAfter without any reconcile for so long, nothing ran
     */
    public AuditSchedule(
            Connections connections,
            ReadRuns runs,
            BiConsumer<String, String> start,
            Duration every,
            Duration downAfter,
            InstantSource clock) {
        this.connections = connections;
        this.runs = runs;
        this.start = start;
        this.every = every;
        this.downAfter = downAfter;
        this.clock = clock;
    }

    /** A webhook of this location was not taken. Safe for concurrent use. */
    public void refused(String locationId) {
        synchronized (refused) {
            if (refused.size() < REFUSED_MAX || refused.containsKey(locationId)) {
                refused.put(locationId, clock.instant());
            }
        }
    }

    /** Called several times a second on one thread. */
    public void tend(Predicate<String> owns) {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(LOOK_EVERY);
        seen.removeIf(location -> !owns.test(location));
        for (LocationConnection connection : connections.all()) {
            String location = connection.locationId();
            if (owns.test(location) && connection.isConnected() && !connection.isCompany()) {
                tend(connection, now);
            }
        }
        afterRefusals(now);
    }

    private void tend(LocationConnection connection, Instant now) {
        String location = connection.locationId();
        ReadRun initial = runs.find(location, Phase.INITIAL_SYNC)
                .filter(run -> run.epoch() == connection.epoch() && run.isComplete())
                .orElse(null);
        if (initial == null) {
            return;
        }
        boolean first = seen.add(location);
        Instant lastRead = runs.find(location, Phase.RECONCILE)
                .filter(run -> run.epoch() == connection.epoch())
                .map(ReadRun::updatedAt)
                .orElse(initial.updatedAt());
        Instant lastAudit = runs.find(location, Phase.AUDIT)
                .map(ReadRun::updatedAt)
                .filter(at -> at.isAfter(initial.updatedAt()))
                .orElse(initial.updatedAt());
        if (first && lastRead.plus(downAfter).isBefore(now)) {
            begin(location, "downtime", now, downAfter);
        } else if (!lastAudit.plus(every).isAfter(now)) {
            begin(location, "nightly", now, every);
        }
    }

    /** Webhooks are refused by the process that got them, whoever owns the location: so that process audits. */
    private void afterRefusals(Instant now) {
        Set<String> quiet = new HashSet<>();
        synchronized (refused) {
            refused.forEach((location, at) -> {
                if (at.plus(QUIET).isBefore(now)) {
                    quiet.add(location);
                }
            });
        }
        quiet.removeIf(location -> !begin(location, "refused_webhooks", now, downAfter));
        synchronized (refused) {
            quiet.forEach(location -> refused.computeIfPresent(
                    location, (key, at) -> at.plus(QUIET).isBefore(now) ? null : at));
        }
    }

    /**
     * Returns whether it begins.
     *
     * @param pause since the last one, also if that stopped before its end: it would most likely stop again
     */
    private boolean begin(String location, String why, Instant now, Duration pause) {
        Instant last = started.get(location);
        if (last != null && last.plus(pause).isAfter(now)) {
            return false;
        }
        started.put(location, now);
        start.accept(location, why);
        return true;
    }
}
