package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks on their way, with the clock held: what arrives, when, how often, in which order. */
class DeliveryTest {
    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

    private SandboxServer server;
    private WebhookTarget target;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        target = new WebhookTarget();
        server = SandboxServer.start(SandboxConfig.defaults()
                .heldAt(START)
                .withWebhookTarget(target.url())
                .withSettings(Settings.DEFAULTS.withLimits(0, 0)));
        client = Client.ofNewLocation(server, "");
    }

    @AfterEach
    void stop() {
        server.close();
        target.close();
    }

    @Test
    void theCurrentPolicyRetriesTwelveTimesAfterGrowingWaitsWithJitter() {
        // Given
        target.failNext(100, 500);
        create("Ann");
        // When
        advance("PT6H");
        // Then
        assertThat(bodies()).hasSize(13).containsOnly(bodies().getFirst());
        JsonNode event = events("failed").get(0);
        List<Long> waits = waits(event);
        assertThat(waits).hasSize(12);
        for (int i = 0; i < waits.size(); i++) {
            long planned = Math.min(600_000, 10_000L << Math.min(i, 10));
            assertThat(waits.get(i)).isBetween(planned, planned * 12 / 10);
        }
        assertThat(waits.stream().filter(wait -> wait % 10_000 != 0)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CURRENT, 301, 2",
        "CURRENT, 404, 2",
        "CURRENT, 429, 2",
        "CURRENT, 500, 2",
        "CURRENT, 0, 2",
        "OLD, 301, 1",
        "OLD, 404, 1",
        "OLD, 429, 2",
        "OLD, 500, 1"
    })
    void whatIsRetriedDependsOnThePolicy(String policy, int status, int tries) {
        // Given
        webhooks("{'policy':'" + policy + "','timeoutMs':300}");
        target.failNext(1, status);
        create("Ann");
        // When
        advance("PT1H");
        // Then
        assertThat(bodies()).hasSize(tries).containsOnly(bodies().getFirst());
        assertThat(events(tries == 2 ? "delivered" : "failed")).hasSize(1);
    }

    @Test
    void theOlderPolicyRetriesSixTimesTenMinutesApart() {
        // Given
        webhooks("{'policy':'OLD'}");
        target.failNext(100, 429);
        create("Ann");
        // When
        advance("PT6H");
        // Then
        assertThat(bodies()).hasSize(7);
        assertThat(waits(events("failed").get(0))).hasSize(6).allMatch(wait -> wait >= 600_000 && wait <= 720_000);
    }

    @Test
    void anUnreachableTargetIsTriedAgainUntilItIsThere() {
        // Given
        webhooks("{'targetUrl':'http://127.0.0.1:1/nobody'}");
        create("Ann");
        advance("PT5S");
        // When
        webhooks("{'targetUrl':'" + target.url() + "'}");
        advance("PT1M");
        // Then
        assertThat(bodies()).hasSize(1);
        assertThat(events("delivered")
                        .get(0)
                        .path("attempts")
                        .get(0)
                        .path("status")
                        .asInt())
                .isZero();
    }

    @Test
    void delayedEventsArriveWhenTheirTimeHasCome() {
        // Given
        webhooks("{'delayMs':60000}");
        IntStream.range(0, 20).forEach(i -> create("P" + i));
        advance("PT0.001S");
        int atOnce = bodies().size();
        // When
        advance("PT30S");
        int halfway = bodies().size();
        advance("PT31S");
        // Then
        assertThat(atOnce).isLessThan(3);
        assertThat(halfway).isBetween(4, 16);
        assertThat(bodies()).hasSize(20);
    }

    @Test
    void reorderedEventsAreOvertakenButNotLost() {
        // Given
        webhooks("{'reorderProbability':0.5,'reorderMs':5000}");
        // When
        IntStream.range(0, 20).forEach(i -> create("P" + i));
        advance("PT10S");
        // Then
        List<String> arrived = target.received().stream()
                .map(received -> received.json().path("firstName").asText())
                .toList();
        List<String> made = IntStream.range(0, 20).mapToObj(i -> "P" + i).toList();
        assertThat(arrived).containsExactlyInAnyOrderElementsOf(made).isNotEqualTo(made);
        List<String> timestamps = target.received().stream()
                .map(received -> received.json().path("timestamp").asText())
                .distinct()
                .toList();
        assertThat(timestamps).as("the timestamp says when it was made").hasSize(1);
    }

    @Test
    void resendRepeatsTheOriginalBytesAndItsFailureStartsNoNewRetries() {
        // Given
        target.failNext(100, 500);
        String id = create("Ann");
        advance("PT6H");
        client.call("PUT", "/contacts/" + id, "{'firstName':'Anna'}");
        String webhook = events("failed").get(0).path("webhookId").asText();
        List<String> before = bodies();
        // When
        resend(webhook);
        advance("PT6H");
        target.failNext(0);
        resend(webhook);
        advance("PT1S");
        // Then
        assertThat(before.getFirst()).contains("\"firstName\":\"Ann\"");
        JsonNode event = events("delivered").get(0);
        assertThat(event.path("webhookId").asText()).isEqualTo(webhook);
        assertThat(event.path("attempts")).hasSize(15);
        assertThat(event.path("attempts").get(14).path("byHand").asBoolean()).isTrue();
        assertThat(bodies().stream().filter(body -> body.equals(before.getFirst())))
                .hasSize(15);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPauseLosesNewEventsAndEndsRetries(boolean madeBefore) {
        // Given
        target.failNext(1, 503);
        if (madeBefore) {
            create("Ann");
            advance("PT0S");
        }
        client.control("POST", "/_sandbox/webhooks/pause", null);
        // When
        create("Bob");
        advance("PT1H");
        client.control("POST", "/_sandbox/webhooks/resume", null);
        advance("PT1H");
        // Then
        assertThat(bodies()).hasSize(madeBefore ? 1 : 0);
        assertThat(events("paused")).hasSize(madeBefore ? 2 : 1);
    }

    @Test
    void theBreakerWarnsFirstAndPausesThreeDaysLater() {
        // Given
        webhooks("{'breakerEvents':20}");
        target.failNext(10_000, 500);
        List<Integer> flags = new ArrayList<>();
        // When
        for (int check = 0; check < 2; check++) {
            create("A" + check);
            create("B" + check);
            advance("P3D");
            flags.add(client.control("GET", "/_sandbox/webhooks/counts", null)
                    .json()
                    .path("breakerFlags")
                    .asInt());
        }
        // Then
        assertThat(flags).containsExactly(1, 2);
        assertThat(client.control("GET", "/_sandbox/webhooks/settings", null)
                        .json()
                        .path("paused")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void typesCanBeSwitchedOffAndPlacesWithoutTheAppLeftOut() {
        // Given
        webhooks("{'mutedTypes':['ContactCreate']}");
        String id = create("Ann");
        // When
        client.call("PUT", "/contacts/" + id, "{'city':'Ulm'}");
        webhooks("{'onlyWhereInstalled':true}");
        client.call("PUT", "/contacts/" + id, "{'city':'Bonn'}");
        client.control("POST", "/_sandbox/install", "{'locationId':'$L'}");
        client.call("PUT", "/contacts/" + id, "{'city':'Köln'}");
        advance("PT1S");
        // Then
        assertThat(target.types()).containsExactly("ContactUpdate", "INSTALL", "ContactUpdate");
        assertThat(events("not_subscribed")).hasSize(2);
    }

    @Test
    void installsGoToTheirOwnUrlWhenThereIsOne() throws IOException {
        // Given
        try (var installs = new WebhookTarget()) {
            webhooks("{'installUrl':'" + installs.url() + "'}");
            // When
            client.control("POST", "/_sandbox/install", "{'locationId':'$L'}");
            create("Ann");
            client.control("POST", "/_sandbox/uninstall", "{'locationId':'$L'}");
            advance("PT1S");
            // Then
            assertThat(installs.types()).containsExactly("INSTALL", "UNINSTALL");
            assertThat(target.types()).containsExactly("ContactCreate");
        }
    }

    private String create(String firstName) {
        return client.call("POST", "/contacts/", "{'locationId':'$L','firstName':'" + firstName + "'}")
                .json()
                .path("contact")
                .path("id")
                .asText();
    }

    private void advance(String by) {
        assertThat(client.control("POST", "/_sandbox/clock", "{'advance':'" + by + "'}")
                        .status())
                .isEqualTo(200);
    }

    private void webhooks(String settings) {
        assertThat(client.control("PUT", "/_sandbox/webhooks/settings", settings)
                        .status())
                .isEqualTo(200);
    }

    private void resend(String webhookId) {
        assertThat(client.control("POST", "/_sandbox/webhooks/" + webhookId + "/resend", null)
                        .status())
                .isEqualTo(202);
    }

    private JsonNode events(String status) {
        return client.control("GET", "/_sandbox/webhooks?status=" + status, null)
                .json();
    }

    private List<String> bodies() {
        return target.received().stream()
                .map(received -> new String(received.body(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<Long> waits(JsonNode event) {
        List<Long> waits = new ArrayList<>();
        Instant last = null;
        for (JsonNode attempt : event.path("attempts")) {
            Instant at = Instant.parse(attempt.path("at").asText());
            if (last != null) {
                waits.add(Duration.between(last, at).toMillis());
            }
            last = at;
        }
        return waits;
    }
}
