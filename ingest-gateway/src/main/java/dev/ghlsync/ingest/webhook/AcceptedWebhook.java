package dev.ghlsync.ingest.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that may go onto the topic.
 *
 * @param locationId location or its stand-in, the record key; null if the body names nothing that could stand in
 * @param organizationId organization the location is mapped to
 * @param body request body exactly as received
 */
public record AcceptedWebhook(
        String type,
        @Nullable String locationId,
        @Nullable String objectId,
        @Nullable String appId,
        @Nullable String webhookId,
        @Nullable String organizationId,
        @Nullable Instant timestamp,
        Sender sender,
        boolean typed,
        byte[] body) {

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
        return "AcceptedWebhook[type=" + type + ", locationId=" + locationId + ", webhookId=" + webhookId + ", sender="
                + sender + ", bytes=" + body.length + "]";
    }
}
