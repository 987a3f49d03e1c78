package dev.ghlsync.ingest.read;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.sandbox.SandboxConfig;
import dev.ghlsync.sandbox.SandboxServer;
import dev.ghlsync.sandbox.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** One location of a sandbox of its own: what is in it, and what goes wrong there. */
final class Account implements AutoCloseable {
    static final String LOCATION = "loc-owner";

    private final HttpClient http = HttpClient.newHttpClient();
    private final SandboxServer sandbox;

    Account() {
        sandbox = SandboxServer.start(SandboxConfig.defaults()
                .withSettings(Settings.DEFAULTS.withSearchIndexLagMs(0).withLimits(100_000, 1_000_000)));
    }

    URI address() {
        return sandbox.baseUrl();
    }

    /** Creates the location with these contacts; returns its token. */
    Secret with(int contacts) {
        return with(contacts, 0);
    }

    /** The same, with so many opportunities. */
    Secret with(int contacts, int deals) {
        ObjectNode body = GhlJson.emptyObject()
                .put("id", LOCATION)
                .put("contacts", contacts)
                .put("deals", deals);
        return Secret.of(
                control("POST", "/_sandbox/locations", body).path("token").asText());
    }

    void revoke(Secret token) {
        control("DELETE", "/_sandbox/tokens/" + token.reveal(), GhlJson.emptyObject());
    }

    /** Strikes calls of the API from now on. */
    void fault(String method, String path, int status, String message, int skip, int count) {
        control(
                "POST",
                "/_sandbox/faults",
                GhlJson.emptyObject()
                        .put("kind", "status")
                        .put("method", method)
                        .put("path", path)
                        .put("status", status)
                        .put("message", message)
                        .put("skip", skip)
                        .put("count", count));
    }

    /** A call of the API with this token. */
    ObjectNode call(Secret token, String method, String path, ObjectNode body) {
        return send(HttpRequest.newBuilder(URI.create(address() + path))
                .header("Authorization", "Bearer " + token.reveal())
                .header("Version", "2021-07-28")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(GhlJson.bytes(body)))
                .build());
    }

    ObjectNode control(String method, String path, ObjectNode body) {
        return send(HttpRequest.newBuilder(URI.create(address() + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(GhlJson.bytes(body)))
                .build());
    }

    /** Calls of the API so far whose path begins like this. */
    int calls(String path) {
        URI asked = URI.create(address() + "/_sandbox/requests?limit=1000&path=" + path);
        try {
            return new ObjectMapper()
                    .readTree(bytes(HttpRequest.newBuilder(asked).build()))
                    .size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode send(HttpRequest request) {
        return GhlJson.objectOrEmpty(bytes(request));
    }

    private byte[] bytes(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the sandbox.", e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
        http.close();
    }
}
