package dev.ghlsync.ingest.config;

import java.time.Duration;

/**
 * When locations are read again.
 *
 * @param reconcileEvery from the end of one reconcile to the next
 * @param overlap how much earlier a reconcile begins than the last one ended: HighLevel's search lags behind its writes
 * @param auditEvery from one audit of a location to the next
 * @param silentAfter without any webhook for so long, although reconciles find changes, the subscription is reported as silent
 * @param firstReconcileAfter from the end of the initial sync: what its search did not know yet is found then
 */
public record Rhythm(
        Duration reconcileEvery,
        Duration overlap,
        Duration firstReconcileAfter,
        Duration auditEvery,
        Duration silentAfter) {

    /** Without any reconcile for so long, no gateway ran. */
    public Duration downAfter() {
        return reconcileEvery.multipliedBy(2).plus(Duration.ofMinutes(1));
    }

    static Rhythm from(Env env) {
        return new Rhythm(
                env.millis("RECONCILE_EVERY_MS", Duration.ofMinutes(15), Duration.ofMillis(100), Duration.ofDays(1)),
                env.millis("RECONCILE_OVERLAP_MS", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofDays(1)),
                env.millis(
                        "RECONCILE_FIRST_AFTER_MS", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofDays(1)),
                env.millis("AUDIT_EVERY_MS", Duration.ofDays(1), Duration.ofSeconds(1), Duration.ofDays(365)),
                env.millis("SILENT_AFTER_MS", Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofDays(30)));
    }
}
