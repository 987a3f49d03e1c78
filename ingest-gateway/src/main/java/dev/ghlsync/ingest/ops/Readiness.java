package dev.ghlsync.ingest.ops;

/** Whether the process can do its work now. */
@FunctionalInterface
public interface Readiness {
    /** Answers at once from what was last seen. */
    State now();

    /** @param reason one sentence for operators */
    record State(boolean ready, String reason) {}
}
