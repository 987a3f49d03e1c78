package dev.ghlsync.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ghlsync.cli.exit.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Calls one JSON API over HTTP. Thread-safe. */
public final class JsonApi {
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String name;
    private final URI base;
    private final Map<String, String> headers;

    /**
     * @param name what answers there, for messages
     * @param base address without a trailing slash
     * @param headers sent with every request; values may be secrets
     */
    public JsonApi(String name, URI base, Map<String, String> headers) {
        this.name = name;
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    public JsonApi(String name, URI base) {
        this(name, base, Map.of());
    }

    public JsonReply get(String path) {
        return send(request(path).GET());
    }

    public JsonReply send(String method, String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.toString())));
    }

    public JsonReply delete(String path) {
        return send(request(path).DELETE());
    }

    /** The body of an answer that is no JSON, such as metrics. */
    public String text(String path) {
        return exchange(request(path).GET().build()).body();
    }

    /** The bytes of an answer that must be a success. */
    public byte[] bytes(String path) {
        HttpResponse<byte[]> response = exchange(request(path).GET().build(), BodyHandlers.ofByteArray());
        new JsonReply(name, response.statusCode(), MissingNode.getInstance()).require("to give " + path);
        return response.body();
    }

    private JsonReply send(HttpRequest.Builder request) {
        HttpResponse<String> response = exchange(request.build());
        return new JsonReply(name, response.statusCode(), parsed(response.body()));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        return exchange(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return CLIENT.send(request, handler);
        } catch (IOException e) {
            throw CommandFailure.unavailable(
                    "The " + name + " at " + base + " does not answer; start it, or give its address, and try again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.unavailable("Interrupted while waiting for the " + name + ".");
        }
    }

    private static JsonNode parsed(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance(); // an error page; the status says what matters
        }
    }
}
