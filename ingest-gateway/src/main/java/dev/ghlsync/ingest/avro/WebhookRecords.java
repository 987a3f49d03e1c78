package dev.ghlsync.ingest.avro;

import dev.ghlsync.avro.GhlWebhook;
import dev.ghlsync.avro.Verification;
import dev.ghlsync.ghl.model.WebhookEnvelope;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.ingest.webhook.AcceptedWebhook;
import dev.ghlsync.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Accepted webhooks as records of {@code ghl.webhooks}. */
public final class WebhookRecords {
    private WebhookRecords() {}

    public static Outgoing<GhlWebhook> of(AcceptedWebhook webhook, Instant receivedAt, String correlationId) {
        WebhookEnvelope envelope = webhook.envelope();
        String key = envelope.routing().key();
        var value = GhlWebhook.newBuilder()
                .setWebhookId(envelope.webhookId())
                .setLocationId(key)
                .setType(envelope.type())
                .setObjectId(envelope.objectId())
                .setAppId(envelope.appId())
                .setOrganizationId(webhook.organizationId())
                .setTimestamp(envelope.timestamp())
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
