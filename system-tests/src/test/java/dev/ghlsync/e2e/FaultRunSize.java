package dev.ghlsync.e2e;

import java.time.Duration;

/**
 * How large a fault run is.
 *
 * @param outage how long at least one location answers nothing but 503
 * @param retryScale of all waits of the pusher, so that a location's dead letters are there before the run ends
 * @param burstWindow how long a throttled location is left alone; 10 s at GoHighLevel
 * @param throughout whether pushers are killed and frozen all the time; else at two moments
 */
record FaultRunSize(
        int contacts, int locations, Duration outage, double retryScale, Duration burstWindow, boolean throughout) {
    /** Fewer contacts are done with before a second process could be killed. */
    private static final int LARGE = 2_000;

    static FaultRunSize of(int contacts) {
        if (contacts < 40) {
            throw new IllegalArgumentException("ghlsync.faultRun is " + contacts + "; give at least 40 contacts.");
        }
        return contacts < LARGE
                ? new FaultRunSize(contacts, 4, Duration.ofSeconds(2), 0.0002, Duration.ofSeconds(1), false)
                : new FaultRunSize(
                        contacts,
                        20,
                        Duration.ofSeconds(Math.min(180, contacts / 100)),
                        0.002,
                        Duration.ofSeconds(2),
                        true);
    }

    int contactsPerLocation() {
        return contacts / locations;
    }

    /** How often progress is looked at, which takes longer with every call that was made. */
    Duration look() {
        return throughout ? Duration.ofSeconds(2) : Duration.ofMillis(100);
    }

    /** Bound for any wait; a busy machine needs long. */
    Duration patience() {
        return Duration.ofSeconds(120 + contacts / 8);
    }
}
