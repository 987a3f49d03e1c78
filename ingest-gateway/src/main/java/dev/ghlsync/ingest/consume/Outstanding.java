package dev.ghlsync.ingest.consume;

import dev.ghlsync.ingest.ops.Stop;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The records of one partition that are being worked on. What cannot be done now is begun again after a pause, while the others go on. Of what is
 * done nothing is kept: it is all that was begun and is not here. Used by one thread.
 */
final class Outstanding {
    private static final long AGAIN_AFTER_NANOS = Duration.ofSeconds(1).toNanos();

    private final Owner owner;
    private final Stop stop = new Stop();
    private final TreeMap<Long, Work> open = new TreeMap<>();
    private final Finished before;
    private long next = -1;
    private Finished told = Finished.NONE;

    /** @param before what an earlier owner has done behind its first open record */
    Outstanding(Owner owner, Finished before) {
        this.owner = owner;
        this.before = before;
    }

    void begin(Received record) {
        next = record.offset() + 1;
        if (before.contains(record.offset())) {
            return;
        }
        var work = new Work(record);
        work.run();
        if (!work.isDone()) {
            open.put(record.offset(), work);
        }
    }

    /** Forgets what is done, begins again what could not be done a while ago, and lets those go on whose turn it is. */
    void tend(long nowNanos) {
        open.values().removeIf(Work::isDone);
        if (stop.requested()) {
            return;
        }
        Set<String> held = new HashSet<>();
        for (Work work : open.values()) {
            String key = work.record.key();
            if (!held.contains(key)) {
                work.turn.complete(true);
            }
            if (!work.passed) {
                held.add(key);
            }
            work.repeat(nowNanos);
        }
    }

    /** Whether more is done than {@link #finished} last said. */
    boolean advanced() {
        return next >= 0 && !now().equals(told);
    }

    /** What is done; only after something was begun. */
    Finished finished() {
        told = now();
        return told;
    }

    /** How many are not done. */
    int size() {
        return open.size();
    }

    /** Asks all work to end, and begins none again. */
    void end() {
        stop.now();
        open.values().forEach(work -> work.turn.complete(false));
    }

    /** Waits until all work of these has ended, be it done or not, but no longer than this altogether. */
    static void awaitEnd(Collection<Outstanding> many, Duration atMost) {
        List<CompletableFuture<Boolean>> works = many.stream()
                .flatMap(each -> each.open.values().stream())
                .map(work -> work.running)
                .toList();
        CompletableFuture.allOf(works.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, atMost.toNanos(), TimeUnit.NANOSECONDS)
                .join();
        many.forEach(each -> each.open.values().removeIf(Work::isDone));
    }

    private Finished now() {
        if (next >= before.to()) {
            return Finished.but(open.navigableKeySet(), next);
        }
        var all = new TreeSet<>(open.navigableKeySet());
        before.open().stream().filter(offset -> offset >= next).forEach(all::add);
        return Finished.but(all, before.to());
    }

    private final class Work implements Turn {
        private final Received record;
        private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
        private volatile boolean passed;
        private CompletableFuture<Boolean> running = CompletableFuture.completedFuture(false);
        /** When it is begun again; 0 while it runs. */
        private long againNanos;

        Work(Received record) {
            this.record = record;
        }

        @Override
        public void pass() {
            passed = true;
        }

        @Override
        public CompletableFuture<Boolean> comes() {
            return turn;
        }

        void run() {
            againNanos = 0;
            running = owner.handle(record, this, stop);
        }

        boolean isDone() {
            return running.getNow(false);
        }

        void repeat(long nowNanos) {
            if (!running.isDone()) {
                return;
            }
            if (againNanos == 0) {
                againNanos = nowNanos + AGAIN_AFTER_NANOS;
            } else if (nowNanos - againNanos >= 0) {
                run();
            }
        }
    }
}
