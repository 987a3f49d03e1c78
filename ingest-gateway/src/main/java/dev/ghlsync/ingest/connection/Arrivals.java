package dev.ghlsync.ingest.connection;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets threads wait until something that arrives meets a condition. Safe for concurrent use. */
final class Arrivals {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    void arrived() {
        lock.lock();
        try {
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the condition is met, the time is over, or the thread is interrupted. */
    void await(Duration atMost, BooleanSupplier condition) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (left > 0 && !condition.getAsBoolean()) {
                left = arrived.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
