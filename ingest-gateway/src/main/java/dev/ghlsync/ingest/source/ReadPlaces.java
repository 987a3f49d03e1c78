package dev.ghlsync.ingest.source;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many reads of runs are under way at once, of all locations together, so that webhooks find a processor. First come, first served. A read that
 * HighLevel leaves without an answer costs no processor, so after a while it gives its place to another one: locations whose calls hang do not hold up
 * the rest. Safe for concurrent use.
 */
public final class ReadPlaces {
    private final Semaphore free;
    private final Executor later;

    /**
     * @param atOnceMax reads under way at once
     * @param heldMax how long a read without an answer counts as one of them
     */
    public ReadPlaces(int atOnceMax, Duration heldMax) {
        this.free = new Semaphore(atOnceMax, true);
        this.later = CompletableFuture.delayedExecutor(heldMax.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for a place. Blocks. */
    Place enter() {
        free.acquireUninterruptibly();
        return new Place(false);
    }

    /** For a read that needs no place, because somebody waits for it. */
    Place aside() {
        return new Place(true);
    }

    /** Places that nobody has. */
    int free() {
        return free.availablePermits();
    }

    /** One place, given back once. */
    final class Place {
        private final AtomicBoolean left;

        private Place(boolean left) {
            this.left = new AtomicBoolean(left);
        }

        /** The read is sent now, and counts until it is answered or for as long as it may hold the place. */
        void sent() {
            if (!left.get()) {
                later.execute(this::leave);
            }
        }

        void leave() {
            if (left.compareAndSet(false, true)) {
                free.release();
            }
        }
    }
}
