package dev.ghlsync.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.GhlWebhook;
import dev.ghlsync.ghl.webhook.WebhookVerifier;
import dev.ghlsync.ingest.publish.PublishOutcome.Doubt;
import dev.ghlsync.ingest.publish.PublishOutcome.Doubtful;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WebhookCountsTest {
    private static final byte[] UPDATE =
            "{\"type\":\"ContactUpdate\",\"locationId\":\"loc-1\",\"id\":\"c1\",\"webhookId\":\"w1\"}".getBytes(UTF_8);

    /** Types in published samples that are no events: what is sent to a provider of conversations, and a placeholder. */
    private static final Set<String> NO_EVENTS = Set.of("SMS", "Email", "string");

    @Test
    void countsByOutcomeAndKnownType() {
        // Given
        try (var counting = new TestGateway()) {
            counting.postSigned(UPDATE);
            counting.postSigned("{\"type\":\"SomethingNew\",\"locationId\":\"l\"}".getBytes(UTF_8));
            counting.send(counting.webhook(UPDATE).build());
            counting.send(counting.webhook(UPDATE)
                    .header(WebhookVerifier.SIGNATURE_HEADER, counting.signer.sign("{}".getBytes(UTF_8)))
                    .build());
            counting.postSigned("{\"type\":\"ContactUpdate\",\"locationId\":\"%s\"}"
                    .formatted(TestGateway.PAUSED_LOCATION)
                    .getBytes(UTF_8));
            counting.publisher.answer(CompletableFuture.completedFuture(new Doubtful(Doubt.BROKER_SILENT)));
            counting.postSigned(UPDATE);

            // When
            String metrics = counting.send(
                            HttpRequest.newBuilder(counting.uri("/prometheus")).build())
                    .body();

            // Then
            assertThat(metrics)
                    .contains("ghlsync_webhooks_total{outcome=\"accepted\",type=\"ContactUpdate\"} 1.0")
                    .contains("ghlsync_webhooks_total{outcome=\"accepted\",type=\"other\"} 1.0")
                    .contains("ghlsync_webhooks_total{outcome=\"unsigned\",type=\"none\"} 1.0")
                    .contains("ghlsync_webhooks_total{outcome=\"bad_signature\",type=\"none\"} 1.0")
                    .contains("ghlsync_webhooks_total{outcome=\"paused\",type=\"ContactUpdate\"} 1.0")
                    .contains("ghlsync_webhooks_total{outcome=\"throttled\",type=\"ContactUpdate\"} 1.0")
                    .contains("ghlsync_webhook_ack_seconds_count 2")
                    .contains("ghlsync_publish_inflight_records");
        }
    }

    @Test
    void everyOfficialTypeHasItsOwnCountAndMadeUpOnesShareOne() throws IOException {
        // Given
        try (var counting = new TestGateway()) {
            var samples = OfficialSamples.files();
            samples.forEach(sample -> counting.postSigned(OfficialSamples.read(sample)));
            var expected = new TreeMap<String, Double>();
            counting.publisher.published().forEach(record -> {
                var type = ((GhlWebhook) record.value()).getType();
                expected.merge(NO_EVENTS.contains(type) ? "other" : type, 1.0, Double::sum);
            });

            // When
            for (int i = 0; i < 50; i++) {
                counting.postSigned("{\"type\":\"MadeUp%d\",\"locationId\":\"l\"}"
                        .formatted(i)
                        .getBytes(UTF_8));
            }

            // Then
            var counted = new TreeMap<String, Double>();
            counting.registry
                    .find("ghlsync.webhooks")
                    .counters()
                    .forEach(counter -> counted.merge(counter.getId().getTag("type"), counter.count(), Double::sum));
            expected.merge("other", 50.0, Double::sum);
            assertThat(samples).hasSizeGreaterThan(60);
            assertThat(counted).isEqualTo(expected);
        }
    }
}
