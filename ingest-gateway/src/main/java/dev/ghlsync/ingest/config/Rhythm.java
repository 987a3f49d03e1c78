package dev.ghlsync.ingest.config;

import java.time.Duration;

/**
 * When locations are read again.
 *
 * @param reconcileEvery from the end of one reconcile to the next
 * @param overlap how much earlier a reconcile begins than the last one ended: HighLevel's search lags behind its writes
 * @param firstReconcileAfter from the end of the initial sync: what its search did not know yet is found then
 */
public record Rhythm(Duration reconcileEvery, Duration overlap, Duration firstReconcileAfter) {

    static Rhythm from(Env env) {
        return new Rhythm(
                env.millis("RECONCILE_EVERY_MS", Duration.ofMinutes(15), Duration.ofMillis(100), Duration.ofDays(1)),
                env.millis("RECONCILE_OVERLAP_MS", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofDays(1)),
                env.millis(
                        "RECONCILE_FIRST_AFTER_MS",
                        Duration.ofSeconds(10),
                        Duration.ofMillis(100),
                        Duration.ofDays(1)));
    }
}
