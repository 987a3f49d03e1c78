package dev.ghlsync.ingest.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ghlsync.ghl.model.GhlJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before the sandbox: each page of a contact search begins with the last row of the page before, and after each page of a search by
 * {@code dateAdded} one of its rows changes, so that it moves in a search by {@code dateUpdated}.
 */
final class SearchTwister implements AutoCloseable {
    private static final int MOVES = 5;

    private final URI target;
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> moved = new CopyOnWriteArrayList<>();
    private JsonNode lastRow = GhlJson.emptyObject();

    SearchTwister(URI target) {
        this.target = target;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Contacts that changed while they were read. */
    List<String> moved() {
        return List.copyOf(moved);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        http.close();
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] asked = exchange.getRequestBody().readAllBytes();
        HttpResponse<byte[]> answer = ask(exchange, asked);
        byte[] body = exchange.getRequestURI().getPath().equals("/contacts/search")
                ? twisted(asked, answer.body())
                : answer.body();
        answer.headers().map().forEach((name, values) -> {
            if (name.startsWith("x-ratelimit")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(answer.statusCode(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized byte[] twisted(byte[] asked, byte[] answer) {
        ObjectNode json = GhlJson.objectOrEmpty(answer);
        JsonNode rows = json.path("contacts");
        boolean continued = GhlJson.objectOrEmpty(asked).has("searchAfter");
        ArrayNode twice = json.putArray("contacts");
        if (continued && lastRow.has("id")) {
            twice.add(lastRow);
        }
        rows.forEach(twice::add);
        if (!rows.isEmpty()) {
            lastRow = rows.get(rows.size() - 1);
            if (moved.size() < MOVES) {
                move(rows.get(0).path("id").asText());
            }
        }
        return GhlJson.bytes(json);
    }

    private void move(String id) {
        moved.add(id);
        var change = HttpRequest.newBuilder(
                        target.resolve("/_sandbox/locations/" + OwnerScenario.LOCATION + "/contacts/" + id))
                .method(
                        "PATCH",
                        HttpRequest.BodyPublishers.ofByteArray(
                                GhlJson.bytes(GhlJson.emptyObject().put("city", "Moved"))))
                .build();
        send(change);
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body) {
        var request = HttpRequest.newBuilder(
                        target.resolve(exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : List.of("Authorization", "Version", "Content-Type")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        return send(request.build());
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the sandbox.", e);
        }
    }
}
