package dev.ghlsync.push;

import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.push.attempt.Attempts;
import dev.ghlsync.push.breaker.LocationBreakers;
import dev.ghlsync.push.connections.Connections;
import dev.ghlsync.push.destination.Access;
import dev.ghlsync.push.domain.AttemptOutcome;
import dev.ghlsync.push.domain.Disposition;
import dev.ghlsync.push.domain.LocationGate;
import dev.ghlsync.push.domain.LocationState;
import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.RetryPlan;
import dev.ghlsync.push.domain.Settlement;
import dev.ghlsync.push.lanes.ContactLanes;
import dev.ghlsync.push.lanes.Work;
import dev.ghlsync.push.ops.PushMetrics;
import dev.ghlsync.push.outbox.Outbox;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** attempt → settle, on a virtual thread per running command. Safe for concurrent use. */
final class Pushers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pushers.class);
    private static final int PROBES = 5;
    /** Commands settled without an attempt at once, before reading waits; one poll may add its 500. */
    private static final int ASIDE_MAX = 1_000;

    private final ContactLanes lanes;
    private final Attempts attempts;
    private final RetryPlan plan;
    private final Connections connections;
    private final Outbox outbox;
    private final Lease lease;
    private final LocationBreakers breakers;
    /** Per failing location, the contacts whose commands wait to find out when it works again. */
    private final ConcurrentMap<String, Set<String>> probes = new ConcurrentHashMap<>();
    /** Locations of which commands were parked for want of room. */
    private final Set<String> backlogged = ConcurrentHashMap.newKeySet();

    private final PushMetrics metrics;
    private final InstantSource clock;
    private final Consumer<Throwable> onFatal;
    private final AtomicInteger aside = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param onFatal told when an outcome could not be written: nothing may be committed after that */
    Pushers(
            ContactLanes lanes,
            Attempts attempts,
            RetryPlan plan,
            Connections connections,
            Outbox outbox,
            Lease lease,
            LocationBreakers breakers,
            PushMetrics metrics,
            InstantSource clock,
            Consumer<Throwable> onFatal) {
        this.lanes = lanes;
        this.attempts = attempts;
        this.plan = plan;
        this.connections = connections;
        this.outbox = outbox;
        this.lease = lease;
        this.breakers = breakers;
        this.metrics = metrics;
        this.clock = clock;
        this.onFatal = onFatal;
    }

    /** Starts whatever may start now. */
    void dispatch() {
        for (Work work : lanes.startable(clock.instant())) {
            writing(work, () -> push(work));
        }
    }

    /** Whether what is settled without an attempt finds the brokers ready to take it. */
    boolean hasRoom() {
        return aside.get() < ASIDE_MAX;
    }

    /** Settles a command that never started because a newer one came. */
    void supersede(Work work) {
        aside(work, () -> settleSuperseded(work));
    }

    /** Settles a command for which its location has no room left; it comes back when there is. */
    void parkForRoom(Work work) {
        backlogged.add(work.wish().locationId());
        aside(work, () -> {
            Settlement settlement = Settlement.without(Settlement.Outcome.PARKED, Reason.BACKLOG, null);
            outbox.result(work, settlement);
            metrics.settled(settlement);
            work.tenure().settled(work.raw().offset());
            reopenWhenThereIsRoom(work.wish().locationId());
        });
    }

    /** Contacts that the owner before parked, waiting for something that only it remembered, are planned again. */
    void reopen(Collection<String> locationIds) {
        threads.execute(() -> guarded(() -> locationIds.forEach(id -> outbox.reopen(id, Reason.BACKLOG))));
    }

    private void push(Work work) {
        String locationId = work.wish().locationId();
        Connections.@Nullable Entry connection = connections.of(locationId);
        AttemptOutcome outcome;
        var sent = new AtomicBoolean();
        if (work.wish().kind() == PushWish.Kind.NOTHING) {
            outcome = Attempts.wantsNothing();
        } else if (breakers.permits(locationId)) {
            probes.remove(locationId);
            outcome = attempt(work, connection, sent);
            breakers.ended(locationId, outcome);
        } else {
            outcome = refusedByBreaker(work);
        }
        metrics.attempted(outcome);
        boolean refreshable = connection != null && connection.state().refreshable();
        Disposition disposition = plan.next(outcome, work.wish().attempt(), refreshable, clock.instant());
        Work tried = sent.get() ? work.sent() : work;
        // A crash here: GoHighLevel has it, no result says so. The offset is uncommitted, so the next owner runs the
        // version again, reads first, and finds everything as wanted.
        Optional<Work> superseded = switch (disposition) {
            case Disposition.Settle(Settlement settlement) -> settle(tried, settlement);
            case Disposition.ParkForToken(Settlement settlement) -> {
                // Request first: a crash between the two asks twice, which the token's version makes harmless.
                outbox.refreshToken(work, connection == null ? 0 : connection.tokenVersion());
                yield settle(tried, settlement);
            }
            case Disposition.Retry retry -> {
                outbox.retry(work, retry);
                metrics.retried(retry.tier());
                yield done(work);
            }
            case Disposition.DeadLetter(Reason reason, Integer status) -> {
                // Dead letter first: its key is the version, so a crash between the two writes it again over itself.
                outbox.deadLetter(work, reason, status);
                yield settle(work, Settlement.without(Settlement.Outcome.DEAD, reason, status));
            }
            case Disposition.RunLater later -> lanes.runLater(tried, later.until(), later.scope(), later.carry());
        };
        superseded.ifPresent(this::settleSuperseded);
        dispatch();
    }

    /** A few wait here to find out when the location works again; the rest waits in Streams and costs no memory. */
    private AttemptOutcome refusedByBreaker(Work work) {
        Set<String> waiting = probes.computeIfAbsent(work.wish().locationId(), id -> ConcurrentHashMap.newKeySet());
        if (waiting.contains(work.lane()) || waiting.size() < PROBES && waiting.add(work.lane())) {
            return new AttemptOutcome.Deferred(breakers.tryAgainAt(), AttemptOutcome.Scope.CONTACT, work.carry());
        }
        return new AttemptOutcome.Parked(Reason.LOCATION_FAILING, null);
    }

    private void reopenWhenThereIsRoom(String locationId) {
        if (lanes.hasMuchRoom(locationId) && backlogged.remove(locationId)) {
            outbox.reopen(locationId, Reason.BACKLOG);
        }
    }

    private Optional<Work> settle(Work work, Settlement settlement) {
        outbox.result(work, settlement);
        metrics.settled(settlement);
        return done(work);
    }

    // A crash after this and before the commit: the version is settled twice with the same meaning.
    private Optional<Work> done(Work work) {
        work.tenure().settled(work.raw().offset());
        lanes.finished(work);
        if (!backlogged.isEmpty()) {
            reopenWhenThereIsRoom(work.wish().locationId());
        }
        return Optional.empty();
    }

    private void settleSuperseded(Work work) {
        Settlement settlement = Settlement.without(Settlement.Outcome.SUPERSEDED, Reason.SUPERSEDED_BY_NEWER, null);
        outbox.result(work, settlement);
        metrics.settled(settlement);
        work.tenure().settled(work.raw().offset());
    }

    /** @param sent becomes true when GoHighLevel may have some of the version's values, whatever the outcome says */
    private AttemptOutcome attempt(Work work, Connections.@Nullable Entry connection, AtomicBoolean sent) {
        PushWish wish = work.wish();
        LocationState state = connection == null ? null : connection.state();
        Reason closed = LocationGate.closedBecause(state);
        Secret token = connection == null ? null : connection.token();
        if (closed != null || state == null || token == null) {
            return new AttemptOutcome.Parked(closed == null ? Reason.LOCATION_NOT_CONNECTED : closed, null);
        }
        var late = new AtomicBoolean();
        Access access = new Access(
                wish.locationId(),
                token,
                state.writeCompanyNameOnUpdate(),
                () -> !work.tenure().hasEnded() && lease.isFresh(),
                () -> late.set(true),
                () -> sent.set(true));
        try {
            AttemptOutcome outcome = attempts.run(wish, work.carry(), access);
            if (!late.get() || wish.kind() != PushWish.Kind.UPDATE) {
                return outcome;
            }
            sent.set(true);
            return sentLate(work, outcome);
        } catch (IllegalArgumentException e) {
            // A value that no request can carry: this command can never work, others can.
            LOG.atError().addKeyValue("command", work.raw()).setCause(e).log("Command cannot be sent");
            return new AttemptOutcome.Impossible(Reason.INVALID_COMMAND);
        }
    }

    /**
     * It stood still with a request in its hand, and another process may have written newer values meanwhile. Streams is told whose values these were.
     * What GoHighLevel answered shows the contact as it should not be: if the contact is still ours, the version runs again and reads first. An attempt
     * that failed does so anyway.
     */
    private AttemptOutcome sentLate(Work work, AttemptOutcome outcome) {
        LOG.atWarn()
                .addKeyValue("command", work.raw())
                .log("A write ended so late that it may have undone a newer one");
        outbox.zombieCheck(work);
        metrics.sentLate();
        return outcome instanceof AttemptOutcome.Settled ? new AttemptOutcome.Abandoned() : outcome;
    }

    private void aside(Work work, Runnable task) {
        aside.incrementAndGet();
        writing(work, () -> {
            task.run();
            aside.decrementAndGet();
        });
    }

    /** A hand-over waits for it: the next owner must not meet a version whose outcome is still on its way. */
    private void writing(Work work, Runnable task) {
        work.tenure().keepBusy();
        threads.execute(() -> {
            try {
                guarded(task);
            } finally {
                work.tenure().finish();
            }
        });
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            onFatal.accept(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
