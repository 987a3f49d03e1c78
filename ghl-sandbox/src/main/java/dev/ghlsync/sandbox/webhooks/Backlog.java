package dev.ghlsync.sandbox.webhooks;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Deliveries that are due, and how many of them are not over yet. Thread-safe. */
final class Backlog {
    /**
     * One try.
     *
     * @param byHand asked for by a person: a failure starts no new retries
     */
    record Trip(Delivery delivery, boolean byHand) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Condition over = lock.newCondition();
    private final Deque<Trip> due = new ArrayDeque<>();
    private int unfinished;

    void add(Delivery delivery, boolean byHand) {
        lock.lock();
        try {
            due.add(new Trip(delivery, byHand));
            unfinished++;
            added.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The oldest trip that is due; waits for one. The taker says {@link #finished} in any case. */
    Trip take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (due.isEmpty()) {
                added.await();
            }
            return due.remove();
        } finally {
            lock.unlock();
        }
    }

    void finished() {
        lock.lock();
        try {
            unfinished--;
            over.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is due or under way, at most for the bound of machine time; false when the bound came first. */
    boolean awaitEmpty(Duration bound) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = bound.toNanos();
            while (unfinished > 0 && left > 0) {
                left = over.awaitNanos(left);
            }
            return unfinished == 0;
        } finally {
            lock.unlock();
        }
    }
}
