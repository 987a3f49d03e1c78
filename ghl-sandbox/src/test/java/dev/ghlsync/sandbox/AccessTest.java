package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sandbox.settings.Settings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
    private SandboxServer server;
    private Client client;

    @BeforeEach
    void start() {
        server = SandboxServer.start(SandboxConfig.defaults()
                .heldAt(Instant.parse("2026-11-25T10:00:00Z"))
                .withSettings(Settings.DEFAULTS.withLimits(3, 5)));
        client = Client.ofNewLocation(server, "");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        -               | 2021-07-28 | 401 | Invalid JWT
        Basic abc       | 2021-07-28 | 401 | Invalid JWT
        Bearer nonsense | 2021-07-28 | 401 | Invalid token: access token is invalid
        Bearer $T       | -          | 401 | version header was not found.
        Bearer $T       | 2020-01-01 | 401 | version header is invalid
        """)
    void refusesCallsWithoutTokenOrVersion(String authorization, String version, int status, String message) {
        // When
        var answer = client.send("GET", "/locations/$L", null, request -> {
            if (authorization != null) {
                request.header("Authorization", authorization.replace("$T", client.token()));
            }
            if (version != null) {
                request.header("Version", version);
            }
        });
        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("message").asText()).isEqualTo(message);
        assertThat(answer.json().path("error").asText()).isEqualTo("Unauthorized");
    }

    @ParameterizedTest
    @CsvSource({"POST, /oauth/reconnect", "GET, /contacts/x/y/z", "PATCH, /contacts/x"})
    void whatDoesNotExistIsNotFound(String method, String path) {
        // When
        var answer = client.call(method, path, null);
        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("message").asText()).isEqualTo("Cannot " + method + " " + path);
    }

    @Test
    void aTokenSeesOnlyItsLocation() {
        // Given
        var other = Client.ofNewLocation(server, "");
        String id = other.call("POST", "/contacts/", "{'locationId':'$L','firstName':'A'}")
                .json()
                .path("contact")
                .path("id")
                .asText();
        // When
        var answer = client.get("/contacts/" + id);
        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("message").asText())
                .isEqualTo("The token does not have access to this location.");
    }

    @Test
    void aTokenIsHeldToItsScopesAndCanBeRevoked() {
        // Given
        String readOnly = client.control(
                        "POST", "/_sandbox/tokens", "{'locationId':'$L','scopes':['contacts.readonly']}")
                .json()
                .path("token")
                .asText();
        var reader = client.withToken(readOnly);
        // When
        var write = reader.call("POST", "/contacts/", "{'locationId':'$L'}");
        var read = reader.get("/contacts/?locationId=$L");
        client.control("DELETE", "/_sandbox/tokens/" + readOnly, null);
        var revoked = reader.get("/contacts/?locationId=$L");
        // Then
        assertThat(readOnly).startsWith("pit-");
        assertThat(write.status()).isEqualTo(401);
        assertThat(write.json().path("message").asText()).isEqualTo("The token is not authorized for this scope.");
        assertThat(read.status()).isEqualTo(200);
        assertThat(revoked.status()).isEqualTo(401);
    }

    @Test
    void everyAnswerCountsDownAndTheBurstEndsIn429UntilTheWindowIsOver() {
        // When
        List<Client.Answer> answers = List.of(
                client.get("/locations/$L"),
                client.get("/contacts/nobody"),
                client.get("/locations/$L"),
                client.get("/locations/$L"));
        client.control("POST", "/_sandbox/clock", "{'advance':'PT10S'}");
        var later = client.get("/locations/$L");
        // Then
        assertThat(answers).extracting(Client.Answer::status).containsExactly(200, 400, 200, 429);
        assertThat(answers)
                .extracting(answer -> answer.header("X-RateLimit-Remaining"))
                .containsExactly("2", "1", "0", "0");
        assertThat(answers)
                .extracting(answer -> answer.header("X-RateLimit-Daily-Remaining"))
                .containsExactly("4", "3", "2", "2");
        assertThat(answers.getLast().header("X-RateLimit-Max")).isEqualTo("3");
        assertThat(answers.getLast().header("X-RateLimit-Interval-Milliseconds"))
                .isEqualTo("10000");
        assertThat(answers.getLast().header("X-RateLimit-Limit-Daily")).isEqualTo("5");
        assertThat(answers.getLast().json().path("message").asText()).isEqualTo("Too Many Requests");
        assertThat(answers.getLast().header("Retry-After")).isEmpty();
        assertThat(later.status()).isEqualTo(200);
    }

    @Test
    void withoutLimitsTheHeadersPromisePlenty() {
        // Given
        client.control("PUT", "/_sandbox/settings", "{'burstLimit':0,'dailyLimit':0}");
        // When
        var answer = client.get("/locations/$L");
        // Then
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("1000000");
        assertThat(answer.header("X-RateLimit-Daily-Remaining")).isEqualTo("1000000");
    }

    @Test
    void theDayEndsTooAndLocationsDoNotShareIt() {
        // Given
        var other = Client.ofNewLocation(server, "");
        client.get("/locations/$L");
        client.control("POST", "/_sandbox/quota/exhaust", null);
        // When
        var exhausted = client.get("/locations/$L");
        var unaffected = other.get("/locations/$L");
        client.control("POST", "/_sandbox/clock", "{'advance':'PT24H'}");
        var nextDay = client.get("/locations/$L");
        // Then
        assertThat(exhausted.status()).isEqualTo(429);
        assertThat(exhausted.header("X-RateLimit-Daily-Remaining")).isEqualTo("0");
        assertThat(unaffected.status()).isEqualTo(200);
        assertThat(nextDay.status()).isEqualTo(200);
    }
}
