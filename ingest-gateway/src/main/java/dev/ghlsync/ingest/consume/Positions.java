package dev.ghlsync.ingest.consume;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How far a topic was read, by partition. Safe for concurrent use. */
public final class Positions {
    private final ConcurrentMap<Integer, Long> next = new ConcurrentHashMap<>();

    void readUpTo(int partition, long position) {
        next.merge(partition, position, Math::max);
    }

    /** Whether everything before these offsets was read. */
    boolean reached(Map<Integer, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
}
