package dev.ghlsync.bench.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.avro.GhlWebhook;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Notes when the gateway wrote the webhook that says each first name. Thread-safe. */
final class WebhooksTap implements AutoCloseable {
    private final Map<String, Long> writtenByGivenName = new ConcurrentHashMap<>();
    private final Tap<GhlWebhook> tap;

    WebhooksTap(KafkaSettings kafka) {
        tap = new Tap<>(kafka, Topics.GHL_WEBHOOKS, record -> note(record.value(), record.timestamp()));
    }

    /** Epoch ms of the record, by the gateway's producer. */
    OptionalLong written(String givenName) {
        Long at = writtenByGivenName.get(givenName);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    private void note(GhlWebhook webhook, long writtenMillis) {
        JsonNode givenName = body(webhook).path("firstName");
        if (givenName.isTextual()) {
            writtenByGivenName.putIfAbsent(givenName.textValue(), writtenMillis);
        }
    }

    private static JsonNode body(GhlWebhook webhook) {
        ByteBuffer bytes = webhook.getBody().duplicate();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        try {
            return JsonApi.MAPPER.readTree(copy);
        } catch (IOException e) {
            throw new UncheckedIOException("A webhook of the sandbox is no JSON.", e);
        }
    }

    @Override
    public void close() {
        tap.close();
    }
}
