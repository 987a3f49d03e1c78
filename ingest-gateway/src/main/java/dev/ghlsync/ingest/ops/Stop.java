package dev.ghlsync.ingest.ops;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A signal to end that waits can listen to. Safe for concurrent use. */
public final class Stop {
    private final CountDownLatch latch = new CountDownLatch(1);

    public void now() {
        latch.countDown();
    }

    public boolean requested() {
        return latch.getCount() == 0;
    }

    /** Waits, and returns true as soon as the end is requested; false when the time is over. An interrupt counts as a request. */
    public boolean await(Duration atMost) {
        try {
            return latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
