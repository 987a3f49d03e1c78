package dev.ghlsync.bench.endtoend;

/**
 * An edit that was sent.
 *
 * @param marker value it gave a first name, used by no other edit
 * @param nanos when it was sent, as {@link System#nanoTime}
 * @param epochMicros the same moment by the machine's clock
 */
record Edit(String marker, long nanos, long epochMicros) {}
