package dev.ghlsync.ingest.avro;

import dev.ghlsync.avro.GhlWebhook;
import dev.ghlsync.avro.Verification;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.ingest.webhook.AcceptedWebhook;
import dev.ghlsync.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Accepted webhooks as records of {@code ghl.webhooks}. */
public final class WebhookRecords {
    private WebhookRecords() {}

    /** @param correlationId also the key of last resort, for a body that names nothing to be the key */
    public static Outgoing<GhlWebhook> of(AcceptedWebhook webhook, Instant receivedAt, String correlationId) {
        String key = webhook.locationId() == null ? correlationId : webhook.locationId();
        var value = GhlWebhook.newBuilder()
                .setWebhookId(webhook.webhookId())
                .setLocationId(key)
                .setType(webhook.type())
                .setObjectId(webhook.objectId())
                .setAppId(webhook.appId())
                .setOrganizationId(webhook.organizationId())
                .setTimestamp(webhook.timestamp())
                .setReceivedAt(receivedAt)
                .setVerification(verification(webhook.sender()))
                .setBody(ByteBuffer.wrap(webhook.body()))
                .setCorrelationId(correlationId)
                .build();
        return new Outgoing<>(
                Topics.GHL_WEBHOOKS, key, key, webhook.organizationId(), correlationId, webhook.body().length, value);
    }

    private static Verification verification(AcceptedWebhook.Sender sender) {
        return switch (sender) {
            case ED25519 -> Verification.ED25519;
            case RSA_LEGACY -> Verification.RSA_LEGACY;
            case LOCATION_SECRET -> Verification.LOCATION_SECRET;
            case STANDARD_WEBHOOKS_HMAC -> Verification.STANDARD_WEBHOOKS_HMAC;
        };
    }
}
