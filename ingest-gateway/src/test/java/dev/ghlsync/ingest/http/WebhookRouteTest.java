package dev.ghlsync.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.GhlWebhook;
import dev.ghlsync.avro.Verification;
import dev.ghlsync.ghl.webhook.LocationSecret;
import dev.ghlsync.ghl.webhook.StandardWebhooks;
import dev.ghlsync.ghl.webhook.WebhookVerifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookRouteTest {
    private static final byte[] UPDATE =
            "{\"type\":\"ContactUpdate\",\"locationId\":\"loc-1\",\"id\":\"c1\",\"webhookId\":\"w1\"}".getBytes(UTF_8);

    private static final TestGateway gateway = new TestGateway();

    @AfterAll
    static void close() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @Test
    void acceptsEveryOfficialSampleAndKeepsItsBytes() throws IOException {
        // Given
        List<Path> samples = OfficialSamples.files();

        // When
        List<HttpResponse<String>> responses = samples.stream()
                .map(sample -> gateway.postSigned(OfficialSamples.read(sample)))
                .toList();

        // Then
        assertThat(samples).hasSizeGreaterThan(60);
        assertThat(responses)
                .allSatisfy(response -> assertThat(response.statusCode()).isEqualTo(200));
        assertThat(gateway.publisher.published()).hasSameSizeAs(samples);
        for (int i = 0; i < samples.size(); i++) {
            var webhook = (GhlWebhook) gateway.publisher.published().get(i).value();
            assertThat(webhook.getBody().array()).isEqualTo(OfficialSamples.read(samples.get(i)));
            assertThat(webhook.getVerification()).isEqualTo(Verification.ED25519);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.ghlsync.ingest.http.OfficialSamples#files")
    void refusesASampleWithOneFlippedBit(Path sample) {
        // Given
        byte[] body = OfficialSamples.read(sample);
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
}
