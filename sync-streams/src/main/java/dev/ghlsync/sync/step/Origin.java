package dev.ghlsync.sync.step;

/**
 * Where and when a record was read.
 *
 * @param timestamp epoch ms of the record: append time for changes
 */
record Origin(String topic, int partition, long offset, long timestamp) {
    /** Derives the same ids when the record is processed again. */
    String id() {
        return topic + "-" + partition + "-" + offset;
    }
}
