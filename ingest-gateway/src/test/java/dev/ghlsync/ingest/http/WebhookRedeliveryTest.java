package dev.ghlsync.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ghl.webhook.WebhookVerifier;
import dev.ghlsync.ingest.publish.PublishOutcome;
import dev.ghlsync.ingest.publish.PublishOutcome.Doubt;
import dev.ghlsync.ingest.publish.PublishOutcome.Doubtful;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is answered with 429, the one status after which GoHighLevel sends an event again. */
class WebhookRedeliveryTest {
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
}
