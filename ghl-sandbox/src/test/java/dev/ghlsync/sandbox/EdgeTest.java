package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is on the wire below the API. */
class EdgeTest {
    private SandboxServer server;
    private Client client;

    @BeforeEach
    void start() {
        server = SandboxServer.start(SandboxConfig.defaults()
                .heldAt(Instant.parse("2026-02-03T04:05:06Z"))
                .withSettings(Settings.DEFAULTS.withLimits(0, 0)));
        client = Client.ofNewLocation(server, "\"contacts\":1500");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theDateHeaderFollowsTheSandboxClock() {
        // When
        var before = client.get("/locations/$L");
        client.control("POST", "/_sandbox/clock", "{'advance':'P1D'}");
        var after = client.get("/locations/$L");
        // Then
        assertThat(before.header("Date")).isEqualTo("Tue, 03 Feb 2026 04:05:06 GMT");
        assertThat(after.header("Date")).isEqualTo("Wed, 04 Feb 2026 04:05:06 GMT");
    }

    @Test
    void requestsSentAtOnceOnOneConnectionAreAnsweredInOrder() throws IOException {
        // Given
        String requests =
                head("/_sandbox/clock", "") + head("/_sandbox/health", "") + head("/nowhere", "Connection: close\r\n");
        // When
        String answers = talk(requests);
        // Then
        assertThat(answers.indexOf("\"held\":true")).isPositive();
        assertThat(answers.indexOf("\"UP\"")).isGreaterThan(answers.indexOf("\"held\":true"));
        assertThat(answers.indexOf("Cannot GET /nowhere")).isGreaterThan(answers.indexOf("\"UP\""));
    }

    @Test
    void theStateOfALocationIsStreamedWhole() {
        // When
        var answer = client.control("GET", "/_sandbox/state?locationId=$L", null);
        // Then
        assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
        JsonNode contacts = answer.json().path("contacts");
        assertThat(contacts).hasSize(1500);
        String id = contacts.get(700).path("id").asText();
        assertThat(contacts.get(700))
                .isEqualTo(client.get("/contacts/" + id).json().path("contact"));
        assertThat(answer.json().path("location").path("id").asText()).isEqualTo(client.locationId());
        assertThat(answer.json().path("notes").isArray()).isTrue();
    }

    @Test
    void aResetIsAResetAndNotAnOrderlyEnd() throws IOException {
        // Given
        client.control("POST", "/_sandbox/faults", "{'kind':'reset','path':'/locations/.*'}");
        // When
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.baseUrl().getPort())) {
            socket.getOutputStream()
                    .write(head(
                                    "/locations/" + client.locationId(),
                                    "Authorization: Bearer " + client.token() + "\r\nVersion: 2021-07-28\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            // Then
            assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void aTakenPortIsNamed() {
        // Given
        int port = server.baseUrl().getPort();
        // When
        assertThatThrownBy(() -> SandboxServer.start(SandboxConfig.defaults().withPort(port)))
                // Then
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + port)
                .hasMessageContaining("choose another port");
    }

    private static String head(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: sandbox\r\n" + headers + "\r\n";
    }

    private String talk(String requests) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.baseUrl().getPort())) {
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
