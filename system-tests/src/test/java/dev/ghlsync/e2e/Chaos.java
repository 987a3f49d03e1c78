package dev.ghlsync.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Kills and freezes two pushers, one at a time. Thread-safe for what it counted. */
final class Chaos implements AutoCloseable {
    /** Longer than the group's session timeout, so that the other pusher has taken over before the thaw. */
    static final Duration FROZEN = Duration.ofSeconds(8);

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration FROZEN_MAX = Duration.ofSeconds(30);

    private final List<PusherProcess> pushers;
    private final IntSupplier updates;
    private final AtomicInteger kills = new AtomicInteger();
    private final List<Instant> thaws = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile Instant frozenAt = Instant.EPOCH;

    /** @param updates how many updates have arrived so far */
    Chaos(List<PusherProcess> pushers, IntSupplier updates) {
        this.pushers = List.copyOf(pushers);
        this.updates = updates;
        this.thread = Thread.ofPlatform().name("chaos").unstarted(this::untilStopped);
    }

    /**
     * From now on, every 10 s: kill one, kill the other, freeze one, and the other way round. Not before something has arrived since the last time:
     * on a busy machine a killed process may need longer to start.
     */
    void start() {
        thread.start();
    }

    private void untilStopped() {
        int before = 0;
        for (int turn = 0; !passed(EVERY); turn++) {
            while (updates.getAsInt() == before) {
                if (passed(LOOK)) {
                    return;
                }
            }
            before = updates.getAsInt();
            int victim = turn % 2;
            if (turn % 3 < 2) {
                kill(victim);
            } else {
                freeze(victim);
                thawAfter(victim, () -> true);
            }
        }
    }

    void kill(int pusher) {
        pushers.get(pusher).killAndStart();
        kills.incrementAndGet();
    }

    void freeze(int pusher) {
        frozenAt = Instant.now();
        pushers.get(pusher).freeze();
    }

    /** Lets the frozen pusher go on when the group has given its partitions away and what was awaited has happened, or 30 s have passed. */
    void thawAfter(int pusher, BooleanSupplier happened) {
        Instant takenOver = frozenAt.plus(FROZEN);
        Instant latest = frozenAt.plus(FROZEN_MAX);
        await("the thaw")
                .atMost(FROZEN_MAX.plusSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() ->
                        Instant.now().isAfter(latest) || Instant.now().isAfter(takenOver) && happened.getAsBoolean());
        thaws.add(Instant.now());
        pushers.get(pusher).thaw();
    }

    private boolean passed(Duration time) {
        try {
            return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    int kills() {
        return kills.get();
    }

    /** When each frozen process went on. */
    List<Instant> thaws() {
        return List.copyOf(thaws);
    }

    /** Ends it, with nothing frozen. */
    void stop() {
        stopped.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
