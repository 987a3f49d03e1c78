package dev.ghlsync.ghl.quota;

import java.time.Instant;

/** Whether a request may be sent now. */
public sealed interface Permit {

    /** Send it, and report its end exactly once. */
    record Granted() implements Permit {}

    /** The burst window is used up; ask again at {@code until}. */
    record WindowUsed(Instant until) implements Permit {}

    /** The day is used up; nothing of this purpose before {@code until}. */
    record DayUsed(Instant until) implements Permit {}
}
