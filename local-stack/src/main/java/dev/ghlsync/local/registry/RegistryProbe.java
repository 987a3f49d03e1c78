package dev.ghlsync.local.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The few calls needed to bring a registry up. */
final class RegistryProbe implements AutoCloseable {
    private static final String API = "/apis/ccompat/v7";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String url;

    RegistryProbe(String url) {
        this.url = url;
    }

    /** Whether the registry answers; a refused connection means not yet. */
    boolean answers() {
        try {
            return send(request("/subjects").GET().build()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Apicurio's own default is no check at all. */
    void requireFullTransitiveCompatibility() {
        try {
            var response = send(request("/config")
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .PUT(BodyPublishers.ofString("{\"compatibility\":\"FULL_TRANSITIVE\"}"))
                    .build());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("The schema registry at " + url + " refused the compatibility rule: "
                        + response.statusCode() + " " + response.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException("The schema registry at " + url + " stopped answering.", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + API + path)).timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted.", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
