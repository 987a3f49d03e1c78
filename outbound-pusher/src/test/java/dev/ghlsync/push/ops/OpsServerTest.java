package dev.ghlsync.push.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpsServerTest {
    private final OpsServer server =
            OpsServer.start("127.0.0.1", 0, () -> "up 1\n", () -> Health.UP, () -> new Health("kafka"), e -> e.close());

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/health/liveness | 200 | {\"status\":\"UP\"}",
                "/health/readiness | 503 | {\"status\":\"DOWN\",\"details\":{\"waitingFor\":\"kafka\"}}",
                "/prometheus | 200 | up 1"
            })
    void probesAndMetricsAnswer(String path, int status, String body) throws IOException, InterruptedException {
        // When
        HttpResponse<String> response;
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
            response = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body().strip()).isEqualTo(body);
    }

    @Test
    void aTakenPortIsOneSentence() {
        // When
        Throwable thrown = catchThrowable(() -> OpsServer.start(
                "127.0.0.1", server.port(), () -> "", () -> Health.UP, () -> Health.UP, e -> e.close()));

        // Then
        assertThat(thrown)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Port " + server.port()
                        + " on 127.0.0.1 is taken; stop what listens there or set PUSHER_PORT to another one.");
    }
}
