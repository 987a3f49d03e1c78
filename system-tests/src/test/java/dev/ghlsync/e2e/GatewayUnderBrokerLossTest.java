package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static dev.ghlsync.e2e.Place.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.schemas.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the gateway acknowledged is on the topic, whatever happens to the broker. */
@EndToEnd
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class GatewayUnderBrokerLossTest {
    private static final int SENDERS = 8;
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(5);

    /**
     * One answer.
     *
     * @param status 0 when there was none
     */
    private record Answer(String webhookId, int status, Duration took, boolean retryAfter) {}

    @Test
    void everyAcknowledgedWebhookIsOnTheTopicAfterTheBrokerWasKilledUnderLoad(Installation installation, Place place)
            throws InterruptedException {
        // Given
        String ghlId = place.createdInGhl("{\"firstName\": \"Load\", \"email\": \"load@example.com\"}");
        place.awaited(ghlId, record -> assertThat(text(record, "givenName")).isEqualTo("Load"));
        try (var load =
                new Load(new SignedWebhooks(installation), place.webhooks().getLast())) {
            load.awaitStatus(200, 200);

            // When
            installation.killBroker();
            load.awaitStatus(429, 2 * SENDERS);
            installation.restartBroker();
            int beforeReturn = load.count(200);
            load.awaitStatus(200, beforeReturn + 100);
            List<Answer> answers = load.stop();

            // Then
            System.out.printf(
                    "%d answers: %d times 200, %d times 429, slowest %d ms%n",
                    answers.size(),
                    answers.stream().filter(answer -> answer.status() == 200).count(),
                    answers.stream().filter(answer -> answer.status() == 429).count(),
                    answers.stream()
                            .mapToLong(answer -> answer.took().toMillis())
                            .max()
                            .orElseThrow());
            assertThat(answers).extracting(Answer::status).containsOnly(200, 429);
            assertThat(answers).allSatisfy(answer -> assertThat(answer.took()).isLessThan(ANSWER_BOUND));
            assertThat(answers).filteredOn(answer -> answer.status() == 429).allMatch(Answer::retryAfter);
            assertThat(idsOnTopic(installation, place))
                    .containsAll(answers.stream()
                            .filter(answer -> answer.status() == 200)
                            .map(Answer::webhookId)
                            .toList());
        }
        assertWholeAgain(place, ghlId);
    }

    private static Set<String> idsOnTopic(Installation installation, Place place) {
        try (var log = new TopicLog(installation.kafka(), Topics.GHL_WEBHOOKS)) {
            return log.upToNow().stream()
                    .filter(record -> place.id().equals(TopicLog.header(record, "location-id")))
                    .map(record -> WebhookRecords.read(installation.kafka(), record.value()))
                    .map(webhook -> String.valueOf(webhook.getWebhookId()))
                    .collect(Collectors.toSet());
        }
    }

    /** The other services found back to the broker too: an edit of ours reaches GoHighLevel and settles. */
    private static void assertWholeAgain(Place place, String ghlId) {
        String contactId = text(place.onTopic(ghlId).orElseThrow(), "contactId");
        place.editedByUs(contactId, "{\"city\": \"Recovered\"}");
        await().atMost(ARRIVAL)
                .untilAsserted(() ->
                        assertThat(place.inGhl(ghlId).path("city").asText("")).isEqualTo("Recovered"));
    }

    /** Senders that post the same event again and again, each time as a new webhook. */
    private static final class Load implements AutoCloseable {
        private final SignedWebhooks webhooks;
        private final JsonNode event;
        private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        private final List<Thread> senders = new ArrayList<>();
        private volatile boolean stopping;

        Load(SignedWebhooks webhooks, JsonNode event) {
            this.webhooks = webhooks;
            this.event = event;
            for (int i = 0; i < SENDERS; i++) {
                senders.add(Thread.ofPlatform().name("sender-" + i).start(this::send));
            }
        }

        private void send() {
            while (!stopping) {
                String id = UUID.randomUUID().toString();
                ObjectNode body = event.<ObjectNode>deepCopy().put("webhookId", id);
                long begun = System.nanoTime();
                int status = 0;
                boolean retryAfter = false;
                try {
                    HttpResponse<String> answer = webhooks.post(body);
                    status = answer.statusCode();
                    retryAfter = answer.headers().firstValue("Retry-After").isPresent();
                } catch (IOException e) {
                    System.out.println("No answer for a webhook: " + e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                answers.add(new Answer(id, status, Duration.ofNanos(System.nanoTime() - begun), retryAfter));
            }
        }

        int count(int status) {
            return (int)
                    answers.stream().filter(answer -> answer.status() == status).count();
        }

        void awaitStatus(int status, int times) {
            await(times + " answers " + status).atMost(ARRIVAL).until(() -> count(status) >= times);
        }

        List<Answer> stop() throws InterruptedException {
            stopping = true;
            for (Thread sender : senders) {
                sender.join();
            }
            return List.copyOf(answers);
        }

        @Override
        public void close() {
            stopping = true;
        }
    }
}
