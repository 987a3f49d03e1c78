package dev.ghlsync.sandbox.webhooks;

import java.net.URI;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where webhooks go and what goes wrong on the way.
 *
 * @param targetUrl null keeps events without sending them
 * @param installUrl where INSTALL and UNINSTALL go, HighLevel's "default webhook URL"; null sends them with all others
 * @param paused events made while true are never sent, as in HighLevel
 * @param dropProbability share of events that are silently lost, 0 to 1
 * @param duplicateProbability share of events that are sent twice
 * @param reorderProbability share of events held back for up to {@code reorderMs}, so that later ones overtake them
 * @param delayMs every event waits a random time up to this
 * @param legacySignature also send X-WH-Signature
 * @param mutedTypes event types the app has switched off; they are made but not sent
 * @param onlyWhereInstalled send nothing of locations in which the app is not installed, as HighLevel does; false also serves users of
 *     Private Integration Tokens
 * @param breakerEvents how many webhooks within three days it takes before HighLevel looks at their success and pauses; 0 for never
 * @param timeoutMs machine time after which an unanswered delivery counts as failed (HighLevel publishes none)
 */
public record WebhookSettings(
        @Nullable URI targetUrl,
        @Nullable URI installUrl,
        boolean paused,
        double dropProbability,
        double duplicateProbability,
        double reorderProbability,
        long reorderMs,
        long delayMs,
        RetryPolicy policy,
        boolean legacySignature,
        Set<String> mutedTypes,
        boolean onlyWhereInstalled,
        int breakerEvents,
        long timeoutMs) {

    public static WebhookSettings to(@Nullable URI target) {
        return new WebhookSettings(
                target, null, false, 0, 0, 0, 2_000, 0, RetryPolicy.CURRENT, false, Set.of(), false, 10_000, 10_000);
    }

    public WebhookSettings {
        probability("dropProbability", dropProbability);
        probability("duplicateProbability", duplicateProbability);
        probability("reorderProbability", reorderProbability);
        mutedTypes = Collections.unmodifiableSet(new TreeSet<>(mutedTypes));
        if (breakerEvents < 0) {
            throw new IllegalArgumentException("breakerEvents must not be negative, it was " + breakerEvents + ".");
        }
        if (reorderMs < 0 || delayMs < 0 || timeoutMs <= 0) {
            throw new IllegalArgumentException(
                    "reorderMs and delayMs must not be negative and timeoutMs must be positive.");
        }
    }

    @Nullable
    URI target(String type) {
        return installUrl != null && type.endsWith("INSTALL") ? installUrl : targetUrl;
    }

    private static void probability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be between 0 and 1, it was " + value + ".");
        }
    }
}
