package dev.ghlsync.ingest.consume;

import dev.ghlsync.ingest.ops.Stop;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** The records of one partition that are being worked on, in the order of the topic. Used by one thread. */
final class Outstanding {
    private final TreeMap<Long, CompletableFuture<Boolean>> works = new TreeMap<>();
    private final Stop stop = new Stop();
    private long next = -1;
    private long told = -1;

    void add(long offset, CompletableFuture<Boolean> work) {
        works.put(offset, work);
        next = offset + 1;
    }

    /** Whether something ended that cannot be done now and must be given again from {@link #settled} on. */
    boolean mustRepeat() {
        return works.values().stream().anyMatch(work -> work.isDone() && !work.getNow(false));
    }

    /** Whether more is done than when {@link #settled} was last asked for. */
    boolean advanced() {
        forgetDone();
        return firstOpen() > told;
    }

    /** The offset up to which everything is done, or -1 if nothing was begun. */
    long settled() {
        forgetDone();
        told = firstOpen();
        return told;
    }

    int size() {
        return works.size();
    }

    Stop stop() {
        return stop;
    }

    CompletableFuture<Void> allDone() {
        return CompletableFuture.allOf(works.values().toArray(CompletableFuture[]::new));
    }

    private void forgetDone() {
        while (!works.isEmpty() && works.firstEntry().getValue().getNow(false)) {
            works.pollFirstEntry();
        }
    }

    private long firstOpen() {
        return works.isEmpty() ? next : works.firstKey();
    }
}
