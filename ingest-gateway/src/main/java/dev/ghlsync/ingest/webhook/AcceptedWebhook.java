package dev.ghlsync.ingest.webhook;

import dev.ghlsync.ghl.model.WebhookEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that may go onto the topic.
 *
 * @param organizationId organization the location is mapped to
 * @param typed false if the body has no type and the envelope's was derived from its shape
 * @param body request body exactly as received
 */
public record AcceptedWebhook(
        WebhookEnvelope envelope, @Nullable String organizationId, Sender sender, boolean typed, byte[] body) {

    /** How the sender proved who it is. */
    public enum Sender {
        ED25519,
        RSA_LEGACY,
        LOCATION_SECRET,
        STANDARD_WEBHOOKS_HMAC
    }

    /** Without the body, which holds personal data. */
    @Override
    public String toString() {
        return "AcceptedWebhook[type=" + envelope.type() + ", key="
                + envelope.routing().key() + ", webhookId=" + envelope.webhookId() + ", sender=" + sender + ", bytes="
                + body.length + "]";
    }
}
