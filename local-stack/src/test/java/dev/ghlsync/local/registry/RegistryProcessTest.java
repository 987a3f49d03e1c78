package dev.ghlsync.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryProcessTest {
    @TempDir
    Path folder;

    @Test
    void keepsSchemasWhenItIsKilled() throws Exception {
        try (var registry = RegistryProcess.start(RegistryConfig.of(folder, 0))) {
            // Given
            var registered = call(
                    registry,
                    HttpRequest.newBuilder()
                            .POST(BodyPublishers.ofString("{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}")),
                    "/subjects/kept-value/versions");

            // When
            registry.kill();
            registry.restart();

            // Then
            var latest = call(registry, HttpRequest.newBuilder().GET(), "/subjects/kept-value/versions/latest");
            assertThat(registered.statusCode()).isEqualTo(200);
            assertThat(latest.body()).contains("\"version\":1", "string");
        }
    }

    @Test
    void demandsFullTransitiveCompatibility() throws Exception {
        try (var registry = RegistryProcess.start(RegistryConfig.of(folder, 0))) {
            // When
            var rule = call(registry, HttpRequest.newBuilder().GET(), "/config");

            // Then
            assertThat(rule.body()).contains("FULL_TRANSITIVE");
        }
    }

    private static HttpResponse<String> call(RegistryProcess registry, HttpRequest.Builder request, String path)
            throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    request.uri(URI.create(registry.url() + "/apis/ccompat/v7" + path))
                            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
