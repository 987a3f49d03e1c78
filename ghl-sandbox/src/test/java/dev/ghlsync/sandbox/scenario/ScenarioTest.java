package dev.ghlsync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghlsync.sandbox.SandboxConfig;
import dev.ghlsync.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {
    private static final String STORY = """
        steps:
          - call: POST /_sandbox/locations
            body: {id: storyLocation0000001, contacts: 12, deals: 3, bookings: 4, token: pit-story}
          - at: PT30S
            call: POST /_sandbox/faults
            body: {kind: status, status: 503}
        """;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void stepsAreMadeAtTheirTimes() throws IOException, InterruptedException {
        // Given
        var config = SandboxConfig.defaults()
                .heldAt(Instant.parse("2026-11-25T12:00:00Z"))
                .withScenario(Scenario.parse(STORY));
        // When
        try (var server = SandboxServer.start(config)) {
            // Then
            assertThat(status(server, "pit-story")).isEqualTo(200);
            post(server, "/_sandbox/clock", "{\"advance\":\"PT29S\"}");
            assertThat(status(server, "pit-story")).isEqualTo(200);
            post(server, "/_sandbox/clock", "{\"advance\":\"PT1S\"}");
            Awaitility.await().until(() -> status(server, "pit-story") == 503);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        nothing: 1                                              | list named steps
        steps: [{call: GET /contacts}]                          | Step 1
        steps: [{call: POST /_sandbox/faults, at: soon}]        | Step 1
        """)
    void mistakesAreNamed(String yaml, String named) {
        assertThatThrownBy(() -> Scenario.parse(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    private int status(SandboxServer server, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(server, "/locations/storyLocation0000001"))
                .header("Authorization", "Bearer " + token)
                .header("Version", "2021-07-28")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private void post(SandboxServer server, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(server, path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        http.send(request, HttpResponse.BodyHandlers.discarding());
    }

    private static URI uri(SandboxServer server, String path) {
        return server.baseUrl().resolve(path);
    }
}
