package dev.ghlsync.sync.domain.mirror;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of an object.
 *
 * @param announced whether a new public record is due
 * @param tellings transitions to be told of, in order
 * @param ask why a read is to be asked for now
 * @param wakeAt epoch ms at which to look at it again
 */
public record Folded(
        Mirrored state,
        boolean announced,
        List<Telling> tellings,
        Optional<Reading> ask,
        OptionalLong wakeAt,
        Verdict verdict) {

    /** What the input turned out to be. */
    public enum Verdict {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    /**
     * A transition to be told of.
     *
     * @param number how often it was told of before; with the object and the transition it names the event
     * @param corrected whether it was told of and turned out never to have happened
     */
    public record Telling(Turn turn, long number, boolean corrected) {}
}
