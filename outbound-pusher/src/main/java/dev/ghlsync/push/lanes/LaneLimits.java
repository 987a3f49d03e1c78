package dev.ghlsync.push.lanes;

/**
 * Bounds of what runs and waits in this process.
 *
 * @param running attempts at once
 * @param runningPerLocation attempts at once for one location, so that a slow one leaves room for others
 * @param bufferedPerLocation commands running and waiting for one location; more of them are parked
 * @param buffered commands running and waiting; at this number partitions are paused
 */
public record LaneLimits(int running, int runningPerLocation, int bufferedPerLocation, int buffered) {
    public static final LaneLimits DEFAULT = new LaneLimits(256, 64, 2_000, 10_000);

    public LaneLimits {
        if (running < 1 || runningPerLocation < 1 || bufferedPerLocation < 1 || buffered < running) {
            throw new IllegalArgumentException("The limits of " + running + " attempts, " + runningPerLocation
                    + " per location, " + bufferedPerLocation + " buffered per location and " + buffered
                    + " buffered commands must be at least 1, and the buffer not"
                    + " smaller than the attempts.");
        }
    }
}
