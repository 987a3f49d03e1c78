package dev.ghlsync.sandbox.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Time in the sandbox. Running, it shows the machine's time (so that the HTTP Date header agrees) and divides every wait by the scale;
 * held, it stands still and waits end only when it is moved. Thread-safe.
 */
public final class SandboxClock implements InstantSource, AutoCloseable {
    private record Timer(long order, Instant due, Runnable action) {}

    private static final Comparator<Timer> FIRST_DUE =
            Comparator.comparing(Timer::due).thenComparingLong(Timer::order);

    private final InstantSource machine;
    private final Executor actions;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ReentrantLock advancing = new ReentrantLock();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(FIRST_DUE);
    private @Nullable Instant held;
    private double scale;
    private long order;
    private boolean closed;

    public SandboxClock(double scale, Executor actions) {
        this.machine = Clock.systemUTC();
        this.actions = actions;
        this.scale = requirePositive(scale);
        Thread.ofVirtual().name("sandbox-timers").start(this::run);
    }

    /** Now, to the millisecond as HighLevel shows it. */
    @Override
    public Instant instant() {
        lock.lock();
        try {
            return held != null ? held : machine.instant().truncatedTo(ChronoUnit.MILLIS);
        } finally {
            lock.unlock();
        }
    }

    /** How long a wait of this sandbox duration takes on the machine's clock while running. */
    public Duration scaled(Duration wait) {
        lock.lock();
        try {
            return Duration.ofNanos((long) (wait.toNanos() / scale));
        } finally {
            lock.unlock();
        }
    }

    /** Runs the action once the wait is over: on the executor given at construction, or in {@link #advance}; at once without a wait. */
    public void after(Duration wait, Runnable action) {
        if (!wait.isPositive()) {
            action.run();
            return;
        }
        lock.lock();
        try {
            Instant due = held != null ? held.plus(wait) : machine.instant().plus(scaled(wait));
            timers.add(new Timer(order++, due, action));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Blocks the calling thread for the wait. */
    public void pause(Duration wait) throws InterruptedException {
        var over = new CountDownLatch(1);
        after(wait, over::countDown);
        over.await();
    }

    /** Stops time at the instant; waits then end only through {@link #advance}. */
    public void hold(Instant at) {
        lock.lock();
        try {
            held = at.truncatedTo(ChronoUnit.MILLIS);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves a held clock from one due wait to the next up to the new time and runs each at its moment, in order, on the calling thread.
     *
     * @param settle called before the first step and after each, so that what a step set off is over before time goes on
     */
    public void advance(Duration by, Runnable settle) {
        advancing.lock();
        try {
            settle.run();
            Instant target = heldInstant().plus(by);
            for (var due = stepTowards(target); due.isPresent(); due = stepTowards(target)) {
                due.get().run();
                settle.run();
            }
        } finally {
            advancing.unlock();
        }
    }

    /** Lets time run again; pending waits keep their due instants. */
    public void resume(double newScale) {
        lock.lock();
        try {
            scale = requirePositive(newScale);
            held = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public boolean isHeld() {
        lock.lock();
        try {
            return held != null;
        } finally {
            lock.unlock();
        }
    }

    public double scale() {
        lock.lock();
        try {
            return scale;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            timers.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        List<Runnable> due = new ArrayList<>();
        while (awaitDue(due)) {
            due.forEach(actions::execute);
            due.clear();
        }
    }

    private boolean awaitDue(List<Runnable> due) {
        lock.lock();
        try {
            while (!closed) {
                if (held == null) {
                    drainDue(machine.instant(), due);
                }
                if (!due.isEmpty()) {
                    return true;
                }
                awaitChange();
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops and looks at the queue again after every wake-up
    private void awaitChange() throws InterruptedException {
        Timer next = timers.peek();
        if (held != null || next == null) {
            changed.await();
        } else {
            long nanos = Duration.between(machine.instant(), next.due()).toNanos();
            changed.await(Math.max(nanos, 1), TimeUnit.NANOSECONDS);
        }
    }

    private Instant heldInstant() {
        lock.lock();
        try {
            if (held == null) {
                throw new IllegalStateException("The clock is running; hold it before advancing it.");
            }
            return held;
        } finally {
            lock.unlock();
        }
    }

    /** Moves to the next wait that is over by the target and takes it; without one moves to the target. */
    private Optional<Runnable> stepTowards(Instant target) {
        lock.lock();
        try {
            Timer next = timers.peek();
            boolean due = next != null && !next.due().isAfter(target);
            Instant step = due ? next.due() : target;
            // A step may itself have moved the clock, or let it run.
            if (held == null) {
                return Optional.empty();
            }
            held = step.isAfter(held) ? step : held;
            return due ? Optional.of(timers.remove().action()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void drainDue(Instant now, List<Runnable> into) {
        for (Timer next = timers.peek(); next != null && !next.due().isAfter(now); next = timers.peek()) {
            into.add(next.action());
            timers.remove();
        }
    }

    private static double requirePositive(double scale) {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("The time scale must be greater than 0, it was " + scale + ".");
        }
        return scale;
    }
}
