package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.consume.Lag;
import dev.ghlsync.ingest.ops.Stop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Holds the writes of runs back while sync-streams is behind on {@code ghl.snapshots}: it folds webhooks on the same threads, so they would wait until
 * all pages before them are folded. First come, first served, so that all runs progress alike. While many wait, which keeps sync-streams busy for
 * long, half as much may be in front of a webhook. While the lag is not known nothing is held back, and while nobody folds a write waits 3 s. Safe for
 * concurrent use.
 */
public final class SnapshotBacklog implements Headroom, Runnable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(25);
    private static final Duration IDLE_LOOK = Duration.ofMillis(500);
    /** Bounds how long the end waits for those who are held back; hundreds may be. */
    private static final Duration LOOK_FOR_END = Duration.ofMillis(250);

    /** Writes of so many runs at most get all the room. */
    private static final int FEW = 4;
    /** Without any progress for so long nobody folds. */
    private static final long STANDSTILL_NANOS = Duration.ofSeconds(3).toNanos();

    private final Supplier<Optional<Lag>> lag;
    private final int recordsMax;
    private final LongSupplier nanoTime;
    private final Stop stop;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long writing;
    private long folded = -1;
    private long foldedAt;

    private record Waiting(int records, long since, CountDownLatch granted) {}

    /**
     * Nothing is let through before {@link #run}.
     *
     * @param lag of sync-streams on the topic; empty if it cannot be known. May block
     * @param recordsMax records that may wait to be folded, about; half of them while more than four writes wait
     */
    public SnapshotBacklog(Supplier<Optional<Lag>> lag, int recordsMax, LongSupplier nanoTime, Stop stop) {
        this.lag = lag;
        this.recordsMax = recordsMax;
        this.nanoTime = nanoTime;
        this.stop = stop;
    }

    @Override
    public boolean write(int records, Stop until, BooleanSupplier write) {
        var mine = new Waiting(records, nanoTime.getAsLong(), new CountDownLatch(1));
        synchronized (this) {
            waiting.add(mine);
            notifyAll();
        }
        if (!granted(mine, until)) {
            synchronized (this) {
                if (waiting.remove(mine)) {
                    return false;
                }
            }
        }
        try {
            return write.getAsBoolean();
        } finally {
            synchronized (this) {
                writing -= records;
            }
        }
    }

    @Override
    public void run() {
        while (!stop.requested()) {
            awaitWaiting();
            look();
            if (waiting() > 0) {
                stop.await(LOOK_EVERY);
            }
        }
    }

    private synchronized void awaitWaiting() {
        try {
            while (waiting.isEmpty() && !stop.requested()) {
                wait(IDLE_LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.now();
        }
    }

    /** Writes that are held back. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** Lets through what there is room for now. */
    void look() {
        if (waiting() == 0) {
            return;
        }
        Optional<Lag> known = lag.get();
        synchronized (this) {
            long now = nanoTime.getAsLong();
            known.filter(each -> each.folded() != folded).ifPresent(each -> {
                folded = each.folded();
                foldedAt = now;
            });
            int room = waiting.size() > FEW ? Math.max(1, recordsMax / 2) : recordsMax;
            for (Waiting next = waiting.peek(); next != null; next = waiting.peek()) {
                boolean isRoom = known.isEmpty() || known.get().behind() + writing < room;
                boolean standsStill = now - Math.max(foldedAt, next.since()) >= STANDSTILL_NANOS;
                if (!isRoom && !standsStill) {
                    return;
                }
                waiting.remove();
                writing += next.records();
                next.granted().countDown();
            }
        }
    }

    private boolean granted(Waiting mine, Stop until) {
        try {
            while (!until.requested() && !stop.requested()) {
                if (mine.granted().await(LOOK_FOR_END.toMillis(), TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
