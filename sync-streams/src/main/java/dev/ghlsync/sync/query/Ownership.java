package dev.ghlsync.sync.query;

import org.apache.kafka.streams.state.HostInfo;

/** Which instance holds a location. Thread-safe. */
@FunctionalInterface
public interface Ownership {
    /** Where a location is at this moment. */
    sealed interface Whereabouts {
        /** On this instance. */
        record Here(LocationStores stores) implements Whereabouts {}

        /** On another instance. */
        record There(HostInfo instance) implements Whereabouts {}

        /**
         * Nowhere, for now.
         *
         * @param why one sentence
         */
        record Moving(String why) implements Whereabouts {}
    }

    Whereabouts of(String locationId);
}
