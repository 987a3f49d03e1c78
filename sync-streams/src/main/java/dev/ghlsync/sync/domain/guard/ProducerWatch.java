package dev.ghlsync.sync.domain.guard;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One producer in one location. Immutable.
 *
 * @param changed contacts that were changed for the first time in a minute, by minute since the epoch
 */
public record ProducerWatch(Mode mode, SortedMap<Long, Integer> changed) {
    /** What happens to the producer's changes; the newer ones wait as long as older ones do. */
    public enum Mode {
        /** They are applied. */
        OPEN,
        /** They wait for an operator. */
        HOLDING,
        /** An operator agreed: they are applied one after the other. */
        RELEASING,
        /** An operator refused: they are rejected one after the other. */
        DISCARDING
    }

    public static final ProducerWatch NEW = new ProducerWatch(Mode.OPEN, Collections.emptySortedMap());

    public ProducerWatch {
        changed = Collections.unmodifiableSortedMap(new TreeMap<>(changed));
    }

    /** Contacts changed in the {@code minutes} up to and with {@code minute}. */
    public int within(long minute, int minutes) {
        return changed.tailMap(minute - minutes + 1).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** With one more contact; minutes that no longer count are forgotten. */
    public ProducerWatch counted(long minute, int minutes) {
        var next = new TreeMap<>(changed.tailMap(minute - minutes + 1));
        next.merge(minute, 1, Integer::sum);
        return new ProducerWatch(mode, next);
    }

    /** In another mode; counting starts anew. */
    public ProducerWatch in(Mode next) {
        return new ProducerWatch(next, Collections.emptySortedMap());
    }
}
