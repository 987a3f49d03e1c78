package dev.ghlsync.sink.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkServerTest {
    private final SinkServer server = SinkServer.start("127.0.0.1", 0, () -> false, () -> "up 1\n");

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"/health/liveness, 200, UP", "/health/readiness, 503, DOWN", "/prometheus, 200, up 1"})
    void probesAndMetricsAnswer(String path, int status, String part) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            // When
            var response = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                            .build(),
                    BodyHandlers.ofString());

            // Then
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.body()).contains(part);
        }
    }

    @Test
    void takenPortIsOneSentence() {
        assertThatThrownBy(() -> SinkServer.start("127.0.0.1", server.port(), () -> true, () -> ""))
                .hasMessageContaining("SINK_PORT");
    }
}
