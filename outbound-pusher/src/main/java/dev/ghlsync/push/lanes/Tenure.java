package dev.ghlsync.push.lanes;

import dev.ghlsync.push.domain.Carry;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * This process's ownership of one partition, from assignment to revocation: what is being worked on, what is settled, and what the owner before
 * said of it. Safe for concurrent use.
 */
public final class Tenure {
    private final int partition;
    private final Progress inherited;
    private final long knownEnd;
    private final Instant carefulUntil;
    private final Set<String> met = new HashSet<>();
    /** What is not settled, with the contact it is for. */
    private final TreeMap<Long, String> open = new TreeMap<>();
    /** What is settled behind the first open one, with the contact it was for. */
    private final TreeMap<Long, String> done = new TreeMap<>();
    /** What was begun and is not settled. */
    private final TreeSet<Long> begun = new TreeSet<>();

    /** The last one that was settled so far behind the first open one that the next owner cannot be told. */
    private long doneBeyondReach = -1;

    private long next;
    private int running;
    private boolean ended;

    /**
     * @param start offset of the first record to come
     * @param inherited what the owner before committed
     * @param knownEnd end offset at the assignment; the owner before can have begun nothing later
     * @param carefulUntil how long a command written later counts as racing with the owner before
     */
    public Tenure(int partition, long start, Progress inherited, long knownEnd, Instant carefulUntil) {
        this.partition = partition;
        this.next = start;
        this.inherited = inherited;
        this.knownEnd = knownEnd;
        this.carefulUntil = carefulUntil;
    }

    public int partition() {
        return partition;
    }

    /** The record at this offset is ours to settle, and for no contact; offsets come in order. */
    public void opened(long offset) {
        opened(offset, "");
    }

    /** @param contact what runs in order */
    public synchronized void opened(long offset, String contact) {
        open.put(offset, contact);
        next = offset + 1;
    }

    public synchronized void settled(long offset) {
        String contact = open.remove(offset);
        begun.remove(offset);
        if (contact == null) {
            return;
        }
        if (offset - committable() < Progress.REACH) {
            done.put(offset, contact);
        } else {
            doneBeyondReach = Math.max(doneBeyondReach, offset);
        }
        done.headMap(committable()).clear();
    }

    /** Whether the owner before settled the record at this offset, so that it is not to be repeated. */
    public synchronized boolean wasSettled(long offset) {
        return inherited.isDone(offset);
    }

    /** The offset to commit: everything before it is settled. */
    public synchronized long committable() {
        return open.isEmpty() ? next : open.firstKey();
    }

    /** What the next owner has to know if this process dies. */
    public synchronized Progress atWork() {
        return new Progress(committable(), false, settledBehind(), new BitSet(), committable());
    }

    /** What the next owner has to know when nothing runs any more. */
    public synchronized Progress handedOver(Instant now) {
        if (!inherited.handedOver() && now.isBefore(carefulUntil)) {
            return atWork(); // The owner before may still be at work.
        }
        long from = committable();
        long doubt = Math.max(inherited.handedOver() ? inherited.doubtBefore() : knownEnd, doneBeyondReach + 1);
        var settled = settledBehind();
        var unsettled = new BitSet();
        for (long offset : begun) {
            if (offset - from < Progress.REACH) {
                unsettled.set((int) (offset - from));
            } else {
                doubt = Math.max(doubt, offset + 1);
            }
        }
        inherited
                .allBegun()
                .filter(offset -> offset >= next || open.containsKey(offset))
                .forEach(offset -> unsettled.set((int) (offset - from)));
        done.keySet().forEach(offset -> unsettled.set((int) (offset - from)));
        unsettled.andNot(settled);
        return new Progress(from, true, settled, unsettled, Math.max(from, doubt));
    }

    /**
     * What is settled behind the first open record. While an older command of a contact is open, a newer one does not count as settled: the next
     * owner would run the older one and nothing after it.
     */
    private BitSet settledBehind() {
        long from = committable();
        var firstOpen = new HashMap<String, Long>();
        open.forEach((offset, contact) -> firstOpen.putIfAbsent(contact, offset));
        var settled = new BitSet();
        done.forEach((offset, contact) -> {
            if (contact.isEmpty() || firstOpen.getOrDefault(contact, Long.MAX_VALUE) > offset) {
                settled.set((int) (offset - from));
            }
        });
        inherited.allDone().filter(offset -> offset >= next).forEach(offset -> settled.set((int) (offset - from)));
        return settled;
    }

    /** Offset of the oldest record still unsettled. */
    public synchronized OptionalLong oldestUnsettled() {
        return open.isEmpty() ? OptionalLong.empty() : OptionalLong.of(open.firstKey());
    }

    /**
     * Careful for every command that the owner before may have begun, and for the first later one of a contact while that owner may still be at work.
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
        return inherited.handedOver() ? inherited.isInDoubt(offset) : offset < knownEnd || now.isBefore(carefulUntil);
    }

    /** False after the end: then nothing of it may be begun. */
    synchronized boolean begin(long offset) {
        if (ended) {
            return false;
        }
        running++;
        begun.add(offset);
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
