package dev.ghlsync.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A plain HTTP client of the sandbox with one location's token. */
final class Client implements AutoCloseable {
    record Answer(int status, JsonNode json, HttpResponse<byte[]> raw) {
        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String token;
    private final String locationId;

    private Client(URI base, String token, String locationId) {
        this.base = base;
        this.token = token;
        this.locationId = locationId;
    }

    /** Makes a location by the control API, with more properties as JSON text such as {@code "contacts":5}. */
    static Client ofNewLocation(SandboxServer server, String properties) {
        var bare = new Client(server.baseUrl(), "", "");
        JsonNode made = bare.control("POST", "/_sandbox/locations", "{" + properties + "}")
                .json();
        return new Client(
                server.baseUrl(),
                made.path("token").asText(),
                made.path("locationId").asText());
    }

    String locationId() {
        return locationId;
    }

    String token() {
        return token;
    }

    Client withToken(String other) {
        return new Client(base, other, locationId);
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    /** Sends JSON; single quotes stand for double quotes and $L for the location's id. */
    Answer call(String method, String path, @Nullable String body) {
        return send(
                method,
                path,
                body,
                request -> request.header("Authorization", "Bearer " + token).header("Version", "2021-07-28"));
    }

    Answer control(String method, String path, @Nullable String body) {
        return send(method, path, body, request -> {});
    }

    Answer send(String method, String path, @Nullable String body, Consumer<HttpRequest.Builder> headers) {
        var request = HttpRequest.newBuilder(base.resolve(path.replace("$L", locationId)))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(text(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.accept(request);
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode json = Json.parseOrNull(response.body());
            return new Answer(response.statusCode(), json == null ? Json.object() : json, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String text(String body) {
        return body.replace('\'', '"').replace("$L", locationId);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
