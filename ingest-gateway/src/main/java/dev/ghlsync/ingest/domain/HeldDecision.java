package dev.ghlsync.ingest.domain;

/**
 * What an operator decided on the held mass change of one producer.
 *
 * @param producer whose changes wait, as {@code mass_change_held} on {@code sync.events} names it
 */
public record HeldDecision(Verdict verdict, String producer) {
    public enum Verdict {
        /** The changes are applied, in their order. */
        RELEASE,
        /** The changes are rejected. */
        DISCARD
    }
}
