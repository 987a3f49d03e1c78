package dev.ghlsync.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.avro.GhlWebhook;
import dev.ghlsync.avro.Verification;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Values for {@code ghl.webhooks} as the gateway writes them. */
final class WebhookRecords {
    private WebhookRecords() {}

    static byte[] of(KafkaSettings kafka, JsonNode body) {
        var timestamp = Instant.parse(body.path("timestamp").asText());
        var webhook = GhlWebhook.newBuilder()
                .setWebhookId(body.path("webhookId").asText())
                .setLocationId(body.path("locationId").asText())
                .setType(body.path("type").asText())
                .setObjectId(body.path("id").asText())
                .setAppId(body.path("appId").asText())
                .setTimestamp(timestamp)
                .setReceivedAt(timestamp)
                .setVerification(Verification.ED25519)
                .setBody(ByteBuffer.wrap(body.toString().getBytes(StandardCharsets.UTF_8)))
                .setCorrelationId(body.path("webhookId").asText())
                .build();
        try (var serializer = new AvroSerdes(kafka).serializer(Topics.GHL_WEBHOOKS)) {
            return serializer.serialize(Topics.GHL_WEBHOOKS.name(), webhook);
        }
    }

    /** The webhook a record holds. */
    static GhlWebhook read(KafkaSettings kafka, byte[] value) {
        try (var deserializer = new AvroSerdes(kafka).deserializer(Topics.GHL_WEBHOOKS)) {
            return deserializer.deserialize(Topics.GHL_WEBHOOKS.name(), value);
        }
    }
}
