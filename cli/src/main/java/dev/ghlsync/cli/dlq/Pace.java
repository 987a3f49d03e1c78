package dev.ghlsync.cli.dlq;

import dev.ghlsync.cli.exit.CommandFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps pages apart. Used by one thread. */
final class Pace {
    private final long spacing;
    private final CountDownLatch never = new CountDownLatch(1);
    private long next;

    Pace(Duration spacing) {
        this.spacing = spacing.toNanos();
        this.next = System.nanoTime() + this.spacing;
    }

    /** Waits until the next page may begin. */
    void await() {
        try {
            long left = next - System.nanoTime();
            if (left > 0 && never.await(left, TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("A latch that nobody opens was open.");
            }
            next = System.nanoTime() + spacing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.unavailable("Interrupted between two pages.");
        }
    }
}
