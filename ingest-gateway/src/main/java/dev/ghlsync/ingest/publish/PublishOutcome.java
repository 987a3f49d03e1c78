package dev.ghlsync.ingest.publish;

import java.util.Locale;

/** Whether a record is safely on its topic. */
public sealed interface PublishOutcome {

    /** All in-sync replicas have it. */
    record Stored(int partition, long offset) implements PublishOutcome {}

    /** It is not known to be stored; it may be there all the same. Sending it again is harmless. */
    record Doubtful(Doubt doubt) implements PublishOutcome {}

    /** Why a record is not known to be stored. */
    enum Doubt {
        /** Too many records or bytes wait for the broker. */
        BUFFER_FULL,
        /** No acknowledgement within the time limit, or no connection. */
        BROKER_SILENT,
        /** The broker answered with an error. */
        BROKER_REFUSED,
        /** The schema id could not be had from the registry. */
        REGISTRY_SILENT,
        /** The process is starting or stopping. */
        NOT_RUNNING;

        /** Value of the metric tag {@code doubt}. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
