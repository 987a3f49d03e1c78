package dev.ghlsync.bench.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ghlsync.avro.GhlWebhook;
import dev.ghlsync.avro.Verification;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Webhook bodies as the records the gateway makes of them. */
public final class WebhookRecords {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private WebhookRecords() {}

    public static GhlWebhook of(byte[] body) {
        JsonNode json = parse(body);
        return GhlWebhook.newBuilder()
                .setWebhookId(json.path("webhookId").asText())
                .setLocationId(json.path("locationId").asText())
                .setType(json.path("type").asText())
                .setObjectId(json.path("id").asText())
                .setTimestamp(Instant.parse(json.path("timestamp").asText()))
                .setReceivedAt(Instant.now())
                .setVerification(Verification.ED25519)
                .setBody(ByteBuffer.wrap(body))
                .setCorrelationId(json.path("webhookId").asText())
                .build();
    }

    private static JsonNode parse(byte[] body) {
        try {
            return MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A body of the bench is no JSON.", e);
        }
    }
}
