package dev.ghlsync.sync.step;

/** Counts what inputs turned out to be. Called by stream threads only. */
@FunctionalInterface
public interface Tally {
    /** Kind of input; used as a metric tag. */
    enum Kind {
        WEBHOOK,
        SNAPSHOT,
        CHANGE,
        RESULT,
        REPLAN,
        LOCATION,
        WAKE,
        UNREADABLE
    }

    /** What became of an input; used as a metric tag. */
    enum Outcome {
        CREATED,
        CHANGED,
        ECHO,
        STALE,
        UNCHANGED,
        DUPLICATE,
        REJECTED,
        IGNORED,
        HELD,
        /** Waits for an operator, being part of a mass change. */
        GUARDED,
        EXPIRED,
        REROUTED,
        DEAD_LETTERED
    }

    void count(Kind kind, Outcome outcome);
}
