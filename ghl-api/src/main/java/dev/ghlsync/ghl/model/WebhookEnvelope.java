package dev.ghlsync.ghl.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The head of a webhook: what is needed to accept, key and order it. Everything but {@code type} may be missing, because real deliveries omit what
 * the documentation shows.
 *
 * @param type for example {@code ContactUpdate}; unknown types are legal
 * @param routing the key under which the webhook is kept
 * @param objectId {@code appointment.id}, {@code id}, {@code _id}, {@code messageId} or {@code emailMessageId}, the first there is
 * @param companyId agency
 * @param appId marketplace app the webhook was sent for
 * @param versionId version of that app
 * @param timestamp HighLevel's time of the event, unchanged by redelivery; null if absent or unreadable
 * @param webhookId the same on every redelivery
 */
public record WebhookEnvelope(
        String type,
        Routing routing,
        @Nullable String objectId,
        @Nullable String companyId,
        @Nullable String appId,
        @Nullable String versionId,
        @Nullable Instant timestamp,
        @Nullable String webhookId)
        implements ParsedWebhook {

    /** Reads the head in one pass without building a tree; the time is linear in the body. */
    public static ParsedWebhook parse(byte[] rawBody) {
        return EnvelopeReader.read(rawBody);
    }

    /** The id of the location the webhook is about; null if it names none (company-wide events). */
    public @Nullable String locationId() {
        return routing.locationId();
    }
}
