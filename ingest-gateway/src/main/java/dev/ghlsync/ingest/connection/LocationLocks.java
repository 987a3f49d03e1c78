package dev.ghlsync.ingest.connection;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A bounded number of locks for any number of locations. Safe for concurrent use. */
final class LocationLocks {
    private static final int STRIPES = 512;

    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

    LocationLocks() {
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    <T> T with(String locationId, Supplier<T> work) {
        ReentrantLock lock = locks[Math.floorMod(locationId.hashCode(), STRIPES)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
