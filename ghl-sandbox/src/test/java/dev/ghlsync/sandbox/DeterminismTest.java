package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.sandbox.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void theSameSeedAndRequestsGiveTheSameAnswersAndWebhooksByteForByte() throws IOException {
        // When
        List<String> first = story(42);
        List<String> second = story(42);
        List<String> other = story(43);
        // Then
        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void resetStartsTheSameStoryAgain() {
        // Given
        try (var server = SandboxServer.start(config(42))) {
            var before = Client.ofNewLocation(server, "\"contacts\":20");
            String state = body(before.control("GET", "/_sandbox/state?locationId=$L", null));
            before.control("POST", "/_sandbox/clock", "{'advance':'PT1H'}");
            // When
            before.control("POST", "/_sandbox/reset", null);
            // Then
            var after = Client.ofNewLocation(server, "\"contacts\":20");
            assertThat(after.token()).isEqualTo(before.token());
            assertThat(body(after.control("GET", "/_sandbox/state?locationId=$L", null)))
                    .isEqualTo(state);
        }
    }

    private static List<String> story(long seed) throws IOException {
        List<String> seen = new ArrayList<>();
        try (var target = new WebhookTarget();
                var server = SandboxServer.start(config(seed))) {
            var client = Client.ofNewLocation(server, "\"contacts\":50");
            client.control(
                    "PUT",
                    "/_sandbox/webhooks/settings",
                    "{'targetUrl':'" + target.url() + "','duplicateProbability':0.3,'dropProbability':0.2}");
            client.control(
                    "POST", "/_sandbox/faults", "{'kind':'status','status':503,'probability':0.3,'method':'PUT'}");
            for (int i = 0; i < 20; i++) {
                var made =
                        client.call("POST", "/contacts/", "{'locationId':'$L','firstName':'P" + i + "','tags':['a']}");
                seen.add(body(made));
                client.control("POST", "/_sandbox/clock", "{'advance':'PT1S'}");
                seen.add(body(client.call(
                        "PUT",
                        "/contacts/" + made.json().path("contact").path("id").asText(),
                        "{'city':'Ulm'}")));
            }
            seen.add(body(client.call("POST", "/contacts/search", "{'locationId':'$L','pageLimit':100}")));
            await().until(() -> client.control("GET", "/_sandbox/webhooks/counts", null)
                            .json()
                            .path("PENDING")
                            .asInt()
                    == 0);
            target.received().forEach(webhook -> {
                seen.add(new String(webhook.body(), StandardCharsets.UTF_8));
                seen.add(webhook.signature());
            });
        }
        return seen;
    }

    private static SandboxConfig config(long seed) {
        return SandboxConfig.defaults()
                .heldAt(NOON)
                .withSeed(seed)
                .withWebhookConcurrency(1)
                .withSettings(Settings.DEFAULTS.withLimits(0, 0));
    }

    private static String body(Client.Answer answer) {
        return answer.status() + " " + new String(answer.raw().body(), StandardCharsets.UTF_8);
    }
}
