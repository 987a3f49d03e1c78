package dev.ghlsync.ingest.write;

/** What is known of a change. */
public sealed interface ChangeStatus {

    /** What the query API says. */
    record Known(byte[] json) implements ChangeStatus {
        @Override
        public String toString() {
            return "Known[bytes=" + json.length + "]";
        }
    }

    /** Accepted here, and not processed yet. */
    record Pending() implements ChangeStatus {}

    record Unknown() implements ChangeStatus {}

    /** The query API does not answer. */
    record Unavailable() implements ChangeStatus {}
}
