package dev.ghlsync.push.lanes;

import dev.ghlsync.push.domain.AttemptOutcome;
import dev.ghlsync.push.domain.Carry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A lane per contact: one command runs, at most one waits, and a newer one takes the place of the one that waits. Locations take
 * turns, so that a throttled or slow one holds up nobody else. Safe for concurrent use; holds nothing for idle contacts.
 */
public final class ContactLanes {
    private final LaneLimits limits;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Map<String, Turns> locations = new HashMap<>();
    private final ArrayDeque<Turns> turns = new ArrayDeque<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparing(Alarm::at));
    private int running;
    private final Map<String, Integer> bufferedByLocation = new HashMap<>();
    private int buffered;

    public ContactLanes(LaneLimits limits) {
        this.limits = limits;
    }

    /** Takes a command in. Gives back the older one of the same contact that had not started and is now superseded. */
    public synchronized Optional<Work> accept(Work work) {
        Lane lane = lanes.computeIfAbsent(work.lane(), Lane::new);
        enter(work);
        Work older = lane.waiting;
        if (older == null) {
            lane.waiting = work;
            enqueue(lane);
            return Optional.empty();
        }
        lane.waiting = work.replacing(older);
        leave(older);
        return Optional.of(older);
    }

    /** The commands that start now; each must be given to {@link #finished} or {@link #runLater} afterwards. */
    public synchronized List<Work> startable(Instant now) {
        wake(now);
        List<Work> starting = new ArrayList<>();
        int idleTurns = 0;
        while (running < limits.running() && idleTurns < turns.size()) {
            Turns location = turns.removeFirst();
            Work work = location.mayStart(limits, now) ? start(location) : null;
            if (work == null) {
                idleTurns++;
            } else {
                starting.add(work);
                idleTurns = 0;
            }
            if (!location.hasReady()) {
                location.queued = false;
                forgetIfIdle(location);
            } else {
                turns.addLast(location);
            }
        }
        return starting;
    }

    /** The command that started is settled. */
    public synchronized void finished(Work work) {
        stop(work);
        leave(work);
        settleLane(work.lane());
    }

    /**
     * The command that started goes back unsettled, unless a newer one waits already: then it is given back as superseded. Of a partition that
     * is no longer ours it is forgotten.
     */
    public synchronized Optional<Work> runLater(Work work, Instant until, AttemptOutcome.Scope scope, Carry carry) {
        stop(work);
        Work again = work.later(until, carry);
        if (work.tenure().hasEnded()) {
            leave(work);
            settleLane(work.lane());
            return Optional.empty();
        }
        if (scope == AttemptOutcome.Scope.LOCATION) {
            Turns location = location(work.wish().locationId());
            location.pausedUntil = later(location.pausedUntil, until);
        }
        Lane lane = lanes.computeIfAbsent(work.lane(), Lane::new);
        if (lane.waiting != null) {
            lane.waiting = lane.waiting.replacing(again);
            leave(work);
            enqueue(lane);
            return Optional.of(again);
        }
        lane.waiting = scope == AttemptOutcome.Scope.LOCATION ? work.later(work.notBefore(), carry) : again;
        enqueue(lane);
        return Optional.empty();
    }

    /** Forgets what waits for a partition that is no longer ours; what runs ends by itself. */
    public synchronized void drop(Tenure tenure) {
        for (Lane lane : List.copyOf(lanes.values())) {
            if (lane.waiting != null && lane.waiting.tenure() == tenure) {
                leave(lane.waiting);
                lane.waiting = null;
                settleLane(lane.key);
            }
        }
    }

    /** Whether there is room for more commands. */
    public synchronized boolean hasRoom() {
        return buffered < limits.buffered();
    }

    /** Whether there is room for another contact of this location. A contact that waits already always has its place. */
    public synchronized boolean hasRoomFor(Work work) {
        return lanes.containsKey(work.lane())
                || bufferedByLocation.getOrDefault(work.wish().locationId(), 0) < limits.bufferedPerLocation();
    }

    /** Whether at least half of a location's room is free. */
    public synchronized boolean hasMuchRoom(String locationId) {
        return bufferedByLocation.getOrDefault(locationId, 0) <= limits.bufferedPerLocation() / 2;
    }

    public synchronized int running() {
        return running;
    }

    public synchronized int buffered() {
        return buffered;
    }

    /** When the oldest command of each location that is not settled was written. */
    public synchronized Map<String, Instant> oldestByLocation() {
        Map<String, Instant> oldest = new HashMap<>();
        for (Lane lane : lanes.values()) {
            for (Work work : lane.contents()) {
                oldest.merge(work.wish().locationId(), work.writtenAt(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        return oldest;
    }

    private @Nullable Work start(Turns location) {
        while (location.hasReady()) {
            Lane lane = location.nextReady();
            lane.ready = false;
            Work work = lane.waiting;
            if (work == null || lane.running != null) {
                continue;
            }
            lane.waiting = null;
            if (!work.tenure().begin(work.raw().offset())) {
                leave(work);
                settleLane(lane.key);
                continue;
            }
            lane.running = work;
            location.running++;
            running++;
            return work;
        }
        return null;
    }

    private void enter(Work work) {
        buffered++;
        bufferedByLocation.merge(work.wish().locationId(), 1, Integer::sum);
    }

    private void leave(Work work) {
        buffered--;
        bufferedByLocation.computeIfPresent(work.wish().locationId(), (id, count) -> count == 1 ? null : count - 1);
    }

    private void stop(Work work) {
        Lane lane = lanes.get(work.lane());
        if (lane == null
                || lane.running == null
                || lane.running.raw().offset() != work.raw().offset()) {
            throw new IllegalStateException("Command " + work.raw() + " is not running; it was ended twice.");
        }
        lane.running = null;
        running--;
        Turns location = location(work.wish().locationId());
        location.running--;
        work.tenure().finish();
        forgetIfIdle(location);
    }

    private void settleLane(String key) {
        Lane lane = lanes.get(key);
        if (lane == null) {
            return;
        }
        if (lane.waiting != null) {
            enqueue(lane);
        } else if (lane.running == null) {
            lanes.remove(key);
        }
    }

    private void enqueue(Lane lane) {
        Work work = lane.waiting;
        if (work == null || lane.running != null || lane.ready) {
            return;
        }
        lane.ready = true;
        if (work.notBefore().isAfter(Instant.EPOCH)) {
            alarms.add(new Alarm(work.notBefore(), lane));
        } else {
            makeReady(lane, work);
        }
    }

    private void wake(Instant now) {
        for (Alarm alarm = alarms.peek(); alarm != null && !alarm.at().isAfter(now); alarm = alarms.peek()) {
            alarms.remove();
            Work work = alarm.lane().waiting;
            if (work == null) {
                alarm.lane().ready = false;
            } else {
                makeReady(alarm.lane(), work);
            }
        }
    }

    private void makeReady(Lane lane, Work work) {
        Turns location = location(work.wish().locationId());
        if (work.wish().attempt() == 1) {
            location.ready.addLast(lane);
        } else {
            location.retries.addLast(lane);
        }
        if (!location.queued) {
            location.queued = true;
            turns.addLast(location);
        }
    }

    private Turns location(String locationId) {
        return locations.computeIfAbsent(locationId, Turns::new);
    }

    private void forgetIfIdle(Turns location) {
        if (!location.queued && location.running == 0 && location.pausedUntil.equals(Instant.EPOCH)) {
            locations.remove(location.locationId);
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private record Alarm(Instant at, Lane lane) {}

    private static final class Lane {
        private final String key;
        private @Nullable Work running;
        private @Nullable Work waiting;
        /** In a location's queue, or with an alarm set. */
        private boolean ready;

        private Lane(String key) {
            this.key = key;
        }

        private List<Work> contents() {
            List<Work> contents = new ArrayList<>();
            if (running != null) {
                contents.add(running);
            }
            if (waiting != null) {
                contents.add(waiting);
            }
            return contents;
        }
    }

    private static final class Turns {
        private final String locationId;
        private final ArrayDeque<Lane> ready = new ArrayDeque<>();
        private final ArrayDeque<Lane> retries = new ArrayDeque<>();
        private Instant pausedUntil = Instant.EPOCH;
        private int running;
        private boolean queued;

        private Turns(String locationId) {
            this.locationId = locationId;
        }

        private boolean hasReady() {
            return !ready.isEmpty() || !retries.isEmpty();
        }

        /** What is tried for the first time goes before what failed already. */
        private Lane nextReady() {
            return ready.isEmpty() ? retries.removeFirst() : ready.removeFirst();
        }

        private boolean mayStart(LaneLimits limits, Instant now) {
            if (now.isBefore(pausedUntil)) {
                return false;
            }
            pausedUntil = Instant.EPOCH;
            return running < limits.runningPerLocation();
        }
    }
}
