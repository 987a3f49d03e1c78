package dev.ghlsync.sandbox.faults;

import java.util.List;

/** What goes wrong with one call. */
public sealed interface Fault {
    /** Nothing. */
    record None() implements Fault {}

    /** The answer comes late, by sandbox time. */
    record Latency(long ms) implements Fault {}

    /** Another status instead of the work. */
    record Status(int status, String message) implements Fault {}

    /** The connection ends before the work is done. */
    record Reset() implements Fault {}

    /** The work is done and the connection ends in the middle of the answer. */
    record CutShort() implements Fault {}

    /** The work is done, then nothing is said for the time and the connection ends. */
    record TimeoutAfterSuccess(long ms) implements Fault {}

    /** 200, but these fields of the body are not kept. */
    record Discarded(List<String> fields) implements Fault {}

    /** The work is done and the answer says it was refused. */
    record RefusedButDone(int status, String message) implements Fault {}

    /** 429 with no quota left. */
    record Throttled() implements Fault {}
}
