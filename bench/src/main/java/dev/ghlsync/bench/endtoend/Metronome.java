package dev.ghlsync.bench.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** Sends edits at a steady rate, whether earlier ones have been answered or not. */
final class Metronome {
    private final int perSecond;

    Metronome(int perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * Sends edits and returns those that were accepted, when all are answered.
     *
     * @param prefix begins every marker
     * @param send sends the edit of the given number with the given marker; fails when it is not accepted
     */
    List<Edit> play(String prefix, Duration during, BiConsumer<Integer, String> send, AtomicInteger refused) {
        Queue<Edit> sent = new ConcurrentLinkedQueue<>();
        long edits = perSecond * during.toMillis() / 1_000;
        long begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < edits; i++) {
                waitUntil(begun + i * 1_000_000_000L / perSecond);
                int number = i;
                threads.execute(() -> sendOne(prefix + number, number, send, sent, refused));
            }
        }
        return List.copyOf(sent);
    }

    private static void sendOne(
            String marker, int number, BiConsumer<Integer, String> send, Queue<Edit> sent, AtomicInteger refused) {
        var edit = new Edit(marker, System.nanoTime(), ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        try {
            send.accept(number, marker);
            sent.add(edit);
        } catch (RuntimeException e) {
            refused.incrementAndGet(); // counted and shown in the table; one refusal does not end the run
        }
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
