package dev.ghlsync.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.GhlWebhook;
import dev.ghlsync.avro.Verification;
import dev.ghlsync.ghl.webhook.LocationSecret;
import dev.ghlsync.ghl.webhook.StandardWebhooks;
import dev.ghlsync.ghl.webhook.WebhookVerifier;
import dev.ghlsync.ingest.publish.PublishOutcome;
import dev.ghlsync.ingest.publish.PublishOutcome.Doubt;
import dev.ghlsync.ingest.publish.PublishOutcome.Doubtful;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookRouteTest {
    private static final byte[] UPDATE =
            "{\"type\":\"ContactUpdate\",\"locationId\":\"loc-1\",\"id\":\"c1\",\"webhookId\":\"w1\"}".getBytes(UTF_8);

    /** Types in published samples that are no events: what is sent to a provider of conversations, and a placeholder. */
    private static final Set<String> NO_EVENTS = Set.of("SMS", "Email", "string");

    private static final TestGateway gateway = new TestGateway();

    @AfterAll
    static void close() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    static List<Path> officialSamples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/ghl/webhooks"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void acceptsEveryOfficialSampleAndKeepsItsBytes() throws IOException {
        // Given
        List<Path> samples = officialSamples();

        // When
        List<HttpResponse<String>> responses =
                samples.stream().map(sample -> gateway.postSigned(read(sample))).toList();

        // Then
        assertThat(samples).hasSizeGreaterThan(60);
        assertThat(responses)
                .allSatisfy(response -> assertThat(response.statusCode()).isEqualTo(200));
        assertThat(gateway.publisher.published()).hasSameSizeAs(samples);
        for (int i = 0; i < samples.size(); i++) {
            var webhook = (GhlWebhook) gateway.publisher.published().get(i).value();
            assertThat(webhook.getBody().array()).isEqualTo(read(samples.get(i)));
            assertThat(webhook.getVerification()).isEqualTo(Verification.ED25519);
        }
    }

    @ParameterizedTest
    @MethodSource("officialSamples")
    void refusesASampleWithOneFlippedBit(Path sample) {
        // Given
        byte[] body = read(sample);
        String signature = gateway.signer.sign(body);
        body[body.length / 2] ^= 1;

        // When
        HttpResponse<String> response = gateway.send(gateway.webhook(body)
                .header(WebhookVerifier.SIGNATURE_HEADER, signature)
                .build());

        // Then
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(gateway.publisher.published()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"ContactUpdate\",\"locationId\":\"loc-1\",\"id\":\"c1\"} | loc-1",
                "{\"type\":\"LocationUpdate\",\"id\":\"loc-2\",\"companyId\":\"co\"} | loc-2",
                "{\"_id\":\"i1\",\"altId\":\"loc-3\",\"altType\":\"location\",\"amountPaid\":0} | loc-3",
                "{\"type\":\"INSTALL\",\"companyId\":\"co\"} | co",
                "{\"type\":\"New\",\"webhookId\":\"w9\"} | w9",
            })
    void keysByLocationOrItsStandIn(String body, String key) {
        // Given
        byte[] bytes = body.getBytes(UTF_8);

        // When
        HttpResponse<String> response = gateway.postSigned(bytes);

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(gateway.publisher.published().getFirst().key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"ContactUpdate\",\"locationId\":\"loc-1\" | 400 | not a JSON object",
                "[1] | 400 | not a JSON object",
                "\"text\" | 400 | not a JSON object",
                "{\"locationId\":\"loc-1\",\"id\":\"c1\",\"email\":\"a@example.com\"} | 400 | no text field 'type'",
                "{\"type\":5,\"locationId\":\"loc-1\"} | 400 | no text field 'type'",
                "{\"type\":\"ContactUpdate\",\"appId\":\"other\"} | 403 | another app",
            })
    void refusesWhatIsSignedButUnusable(String body, int status, String says) {
        // Given
        byte[] bytes = body.getBytes(UTF_8);

        // When
        HttpResponse<String> response = gateway.postSigned(bytes);

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).startsWith("{\"error\":\"").contains(says);
        assertThat(gateway.publisher.published()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"N/A", "AAAA", "not base64 at all"})
    void refusesWhatIsNotSigned(String signature) {
        // Given
        HttpRequest request = gateway.webhook(UPDATE)
                .header(WebhookVerifier.SIGNATURE_HEADER, signature)
                .header(LocationSecret.HEADER, TestGateway.LOCATION_SECRET.reveal())
                .build();

        // When
        HttpResponse<String> response = gateway.send(request);

        // Then
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(gateway.publisher.published()).isEmpty();
    }

    @Test
    void refusesTheLegacySignatureByDefault() {
        // Given
        HttpRequest request = gateway.webhook(UPDATE)
                .header(WebhookVerifier.LEGACY_SIGNATURE_HEADER, "AAAA")
                .build();

        // When
        HttpResponse<String> response = gateway.send(request);

        // Then
        assertThat(response.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "loc-1, workflow-secret-of-loc-1, 200",
        "loc-1, another-secret, 401",
        "loc-2, workflow-secret-of-loc-1, 401",
    })
    void acceptsAWorkflowWebhookOnlyWithTheSecretOfItsLocation(String location, String secret, int status) {
        // Given
        byte[] body = ("{\"type\":\"WorkflowContact\",\"locationId\":\"" + location + "\"}").getBytes(UTF_8);

        // When
        HttpResponse<String> response = gateway.send(
                gateway.webhook(body).header(LocationSecret.HEADER, secret).build());

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"0, 200", "-299, 200", "-301, 401", "301, 401"})
    void acceptsAStandardWebhookWithinItsTolerance(long offsetSeconds, int status) {
        // Given
        var sentAt = TestGateway.NOW.plusSeconds(offsetSeconds);

        // When
        HttpResponse<String> response = gateway.send(gateway.webhook(UPDATE)
                .header(StandardWebhooks.ID_HEADER, "msg_1")
                .header(StandardWebhooks.TIMESTAMP_HEADER, Long.toString(sentAt.getEpochSecond()))
                .header(StandardWebhooks.SIGNATURE_HEADER, gateway.hmac.sign("msg_1", sentAt, UPDATE))
                .build());

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 200",
        "application/json; charset=utf-8, 200",
        "application/cloudevents+json, 200",
        "text/plain, 415",
        "application/x-www-form-urlencoded, 415",
        "multipart/form-data; boundary=x, 415",
        "nonsense, 415",
    })
    void takesJsonContentOnly(String contentType, int status) {
        // Given
        HttpRequest request = HttpRequest.newBuilder(gateway.uri("/ghl-webhook"))
                .header("Content-Type", contentType)
                .header(WebhookVerifier.SIGNATURE_HEADER, gateway.signer.sign(UPDATE))
                .POST(HttpRequest.BodyPublishers.ofByteArray(UPDATE))
                .build();

        // When
        HttpResponse<String> response = gateway.send(request);

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"false, 0, 200", "false, 1, 413", "true, 0, 200", "true, 1, 413", "true, 2000000, 413"})
    void refusesABodyAboveTheLimitAlsoInChunks(boolean chunked, int excess, int status) {
        // Given
        byte[] body = padded(TestGateway.BODY_BYTES_MAX + excess);
        var publisher = chunked
                ? HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                : HttpRequest.BodyPublishers.ofByteArray(body);
        HttpRequest request = HttpRequest.newBuilder(gateway.uri("/ghl-webhook"))
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .header(WebhookVerifier.SIGNATURE_HEADER, gateway.signer.sign(body))
                .POST(publisher)
                .build();

        // When
        HttpResponse<String> response = gateway.send(request);

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(Doubt.class)
    void asksForRedeliveryWhenTheBrokersAckIsInDoubt(Doubt doubt) {
        // Given
        gateway.publisher.answer(CompletableFuture.completedFuture(new Doubtful(doubt)));

        // When
        HttpResponse<String> response = gateway.postSigned(UPDATE);

        // Then
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).contains("10");
    }

    @Test
    void asksForRedeliveryUntilTheConnectionsAreKnown() {
        // Given
        gateway.locationsKnown.set(false);

        // When
        HttpResponse<String> response = gateway.postSigned(UPDATE);

        // Then
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(gateway.publisher.published()).isEmpty();
    }

    @Test
    void asksForRedeliveryWhenPublishingFailsWithABug() {
        // Given
        gateway.publisher.answer(CompletableFuture.failedFuture(new IllegalStateException("a bug")));

        // When
        HttpResponse<String> response = gateway.postSigned(UPDATE);

        // Then
        assertThat(response.statusCode()).isEqualTo(429);
    }

    @Test
    void answersOnlyAfterTheAck() {
        // Given
        var ack = new CompletableFuture<PublishOutcome>();
        gateway.publisher.answer(ack);
        HttpRequest request = gateway.webhook(UPDATE)
                .header(WebhookVerifier.SIGNATURE_HEADER, gateway.signer.sign(UPDATE))
                .build();
        var pending = gateway.http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        var beforeAck = pending.thenApply(HttpResponse::statusCode)
                .completeOnTimeout(0, 300, TimeUnit.MILLISECONDS)
                .join();

        // When
        ack.complete(FakePublisher.STORED);

        // Then
        assertThat(beforeAck).isZero();
        assertThat(pending)
                .succeedsWithin(Duration.ofSeconds(5))
                .satisfies(response -> assertThat(response.statusCode()).isEqualTo(200));
    }

    @Test
    void countsByOutcomeAndKnownType() {
        // Given
        try (var counting = new TestGateway()) {
            counting.postSigned(UPDATE);
            counting.postSigned("{\"type\":\"SomethingNew\",\"locationId\":\"l\"}".getBytes(UTF_8));
            counting.send(counting.webhook(UPDATE).build());

            // When
            String metrics = counting.send(
                            HttpRequest.newBuilder(counting.uri("/prometheus")).build())
                    .body();

            // Then
            assertThat(metrics)
                    .contains("ghlsync_webhooks_total{outcome=\"accepted\",type=\"ContactUpdate\"} 1.0")
                    .contains("ghlsync_webhooks_total{outcome=\"accepted\",type=\"other\"} 1.0")
                    .contains("ghlsync_webhooks_total{outcome=\"unsigned\",type=\"none\"} 1.0")
                    .contains("ghlsync_webhook_ack_seconds_count 2")
                    .contains("ghlsync_publish_inflight_records");
        }
    }

    @Test
    void everyOfficialTypeHasItsOwnCountAndMadeUpOnesShareOne() throws IOException {
        // Given
        try (var counting = new TestGateway()) {
            var samples = officialSamples();
            samples.forEach(sample -> counting.postSigned(read(sample)));
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

    @Test
    void statesLocationAndOrganizationOnTheRecord() {
        // Given
        byte[] body = UPDATE.clone();

        // When
        gateway.postSigned(body);

        // Then
        assertThat(gateway.publisher.published()).singleElement().satisfies(record -> {
            assertThat(record.locationId()).isEqualTo("loc-1");
            assertThat(record.organizationId()).isEqualTo("org-1");
            assertThat(record.correlationId()).isEqualTo("w1");
        });
    }

    @Test
    void asksForEventsOfALocationThatAnOperatorHoldsBackAgainLater() {
        // Given
        byte[] body = ("{\"type\":\"ContactUpdate\",\"locationId\":\"" + TestGateway.PAUSED_LOCATION
                        + "\",\"id\":\"c1\",\"webhookId\":\"w1\"}")
                .getBytes(UTF_8);

        // When
        HttpResponse<String> response = gateway.postSigned(body);

        // Then
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(gateway.publisher.published()).isEmpty();
    }

    @Test
    void isReadyOnlyWhileItCanWork() {
        // Given
        HttpRequest readiness =
                HttpRequest.newBuilder(gateway.uri("/health/readiness")).build();
        int before = gateway.send(readiness).statusCode();
        gateway.ready.set(false);

        // When
        int after = gateway.send(readiness).statusCode();

        // Then
        assertThat(before).isEqualTo(200);
        assertThat(after).isEqualTo(503);
    }

    private static byte[] padded(int size) {
        String head = "{\"type\":\"Big\",\"locationId\":\"loc-1\",\"x\":\"";
        return (head + "x".repeat(size - head.length() - 2) + "\"}").getBytes(UTF_8);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
