package dev.ghlsync.push.lanes;

import dev.ghlsync.push.domain.Carry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * This process's ownership of one partition, from assignment to revocation: what is being worked on, what is settled, and whether the owner
 * before handed over. Safe for concurrent use.
 */
public final class Tenure {
    private final int partition;
    private final boolean handedOver;
    private final long knownEnd;
    private final Instant carefulUntil;
    private final Set<String> met = new HashSet<>();
    private final TreeSet<Long> unsettled = new TreeSet<>();
    private long next;
    /** The highest offset of which anything was begun or settled. */
    private long touched = -1;

    private int running;
    private boolean ended;

    /**
     * @param start offset of the first record to come
     * @param handedOver whether the owner before committed all it had begun
     * @param knownEnd end offset at the assignment; the owner before can have begun nothing later
     * @param carefulUntil how long a command written later counts as racing with the owner before
     */
    public Tenure(int partition, long start, boolean handedOver, long knownEnd, Instant carefulUntil) {
        this.partition = partition;
        this.next = start;
        this.handedOver = handedOver;
        this.knownEnd = knownEnd;
        this.carefulUntil = carefulUntil;
    }

    public int partition() {
        return partition;
    }

    /** The record at this offset is ours to settle; offsets come in order. */
    public synchronized void opened(long offset) {
        unsettled.add(offset);
        next = offset + 1;
    }

    public synchronized void settled(long offset) {
        unsettled.remove(offset);
        touched = Math.max(touched, offset);
    }

    /** The offset to commit: everything before it is settled. */
    public synchronized long committable() {
        return unsettled.isEmpty() ? next : unsettled.first();
    }

    /**
     * Whether nothing was begun of what the next owner reads. What is settled behind an open offset is read again there, and then it matters that it
     * was sent long ago.
     */
    public synchronized boolean isUntouchedFromCommittable() {
        return touched < committable();
    }

    /** Offset of the oldest record still unsettled. */
    public synchronized OptionalLong oldestUnsettled() {
        return unsettled.isEmpty() ? OptionalLong.empty() : OptionalLong.of(unsettled.first());
    }

    /**
     * Careful for every command that was there when the partition was taken, because the owner before may have settled it long ago, and for the first
     * later one of a contact while that owner may still be at work.
     */
    public synchronized Carry carryFor(String contact, long offset, Instant now) {
        if (!mayHaveBeenSent(offset, now)) {
            return Carry.NONE;
        }
        boolean isFirst = met.add(contact);
        return isFirst || offset < knownEnd ? Carry.CAREFUL : Carry.NONE;
    }

    /** Whether the owner before may have sent the command at this offset, or may still do so. */
    public synchronized boolean mayHaveBeenSent(long offset, Instant now) {
        return !handedOver && (offset < knownEnd || now.isBefore(carefulUntil));
    }

    /** False after the end: then nothing of it may be begun. */
    synchronized boolean begin(long offset) {
        if (ended) {
            return false;
        }
        running++;
        touched = Math.max(touched, offset);
        return true;
    }

    /** Something of it is written that a hand-over has to wait for; {@link #finish} ends it. */
    public synchronized void keepBusy() {
        running++;
    }

    public synchronized void finish() {
        running--;
        notifyAll();
    }

    /** Nothing is begun after this. */
    public synchronized void end() {
        ended = true;
    }

    public synchronized boolean hasEnded() {
        return ended;
    }

    /** Waits until nothing is running; false if the time was too short or the thread was interrupted. */
    public synchronized boolean awaitIdle(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (running > 0) {
            long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                return false;
            }
            try {
                wait(leftMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
