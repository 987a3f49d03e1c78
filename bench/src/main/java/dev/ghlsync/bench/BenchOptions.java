package dev.ghlsync.bench;

import java.time.Duration;

/**
 * What to measure.
 *
 * @param seconds how long each rate is measured; the warm-up before it takes half as long
 * @param connections of the load on the gateway
 * @param contacts of the topology's backlog
 * @param rounds webhooks per contact in that backlog
 * @param locations the contacts are spread over
 * @param sandboxContacts of the location of the sandbox that is read
 * @param rate edits per second end to end
 * @param edits how long edits are made in each direction
 * @param inFlight requests of the pusher, and of the loop beside it, at once
 */
public record BenchOptions(
        Duration seconds,
        int connections,
        int contacts,
        int rounds,
        int locations,
        int sandboxContacts,
        int rate,
        Duration edits,
        int inFlight) {
    public BenchOptions {
        require(seconds.toSeconds(), 1, 600, "--seconds");
        require(connections, 1, 1_000, "--connections");
        require(contacts, 1, 1_000_000, "--contacts");
        require(rounds, 1, 100, "--rounds");
        require(locations, 1, 10_000, "--locations");
        require(sandboxContacts, 1, 1_000_000, "--sandbox-contacts");
        require(rate, 1, 1_000, "--rate");
        // The sandbox remembers 10,000 calls, and an edit takes more than one.
        require(edits.toSeconds(), 1, 60, "--edit-seconds");
        require(inFlight, 1, 1_000, "--in-flight");
    }

    private static void require(long value, long least, long most, String flag) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    flag + " is " + value + "; give a number from " + least + " to " + most + ".");
        }
    }
}
