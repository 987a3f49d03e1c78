package dev.ghlsync.sync.day;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.SandboxConfig;
import dev.ghlsync.sandbox.SandboxServer;
import dev.ghlsync.sandbox.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One location of a sandbox whose clock moves only when told to. */
final class SandboxLocation implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    private final SandboxServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token;
    private final String id;
    private final Set<String> told = new HashSet<>();
    private Instant now;

    SandboxLocation(long seed, Instant start) {
        server = SandboxServer.start(SandboxConfig.defaults()
                .withPort(0)
                .withSeed(seed)
                .heldAt(start)
                .withSettings(Settings.DEFAULTS.withLimits(0, 0)));
        now = start;
        var made = body(send("POST", "/_sandbox/locations", "{\"timezone\":\"Asia/Kolkata\",\"country\":\"US\"}", ""));
        token = made.path("token").asText();
        id = made.path("locationId").asText();
    }

    String id() {
        return id;
    }

    Instant now() {
        return now;
    }

    void advanceTo(Instant time) {
        if (time.isAfter(now)) {
            send("POST", "/_sandbox/clock", "{\"advance\":\"" + Duration.between(now, time) + "\"}", "");
            now = time;
        }
    }

    /** The answer's body; the call must succeed. */
    JsonNode call(String method, String path, @Nullable ObjectNode body) {
        return body(send(method, path, body == null ? null : body.toString(), token));
    }

    /** Empty when the object is not found. */
    Optional<JsonNode> find(String path) {
        var response = send("GET", path, null, token);
        return response.statusCode() == 200 ? Optional.of(json(response)) : Optional.empty();
    }

    JsonNode state() {
        return body(send("GET", "/_sandbox/state?locationId=" + id, null, ""));
    }

    /** Bodies of the webhooks made since the last call, the oldest first. */
    List<String> newWebhooks() {
        var fresh = new ArrayList<String>();
        for (var event : body(send("GET", "/_sandbox/webhooks?limit=100&locationId=" + id, null, ""))) {
            var sent = event.path("body");
            if (told.add(sent.path("webhookId").asText())) {
                fresh.add(sent.toString());
            }
        }
        return fresh;
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body, String bearer) {
        var request = HttpRequest.newBuilder(server.baseUrl().resolve(path))
                .header("Content-Type", "application/json")
                .header("Version", path.startsWith("/calendars") ? "2021-04-15" : "2021-07-28")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode body(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError("The sandbox answered "
                    + response.request().uri() + " with " + response.statusCode() + ": " + response.body());
        }
        return json(response);
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
