package dev.ghlsync.cli.contacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers like the query API for locations that each have the same contact; what is a location's own begins with its id. */
final class TwoLocations implements AutoCloseable {
    static final String EMAIL = "ada@example.com";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final HttpServer server;
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    TwoLocations() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Paths of the requests so far. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.add(path);
        var parts = path.split("/");
        var bytes = body(parts[2], parts).toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** @param parts of the path, the first of which is empty */
    private static ObjectNode body(String location, String[] parts) {
        if (parts.length == 3) {
            return NODES.objectNode().put("locationId", location).put("currency", "EUR");
        }
        if (parts.length == 4) {
            return list(parts[3], parts[3].equals("contacts") ? List.of(contact(location)) : List.of());
        }
        if (parts.length == 5) {
            return contact(location);
        }
        var booking = NODES.objectNode()
                .put("bookingId", "b-1")
                .put("locationId", location)
                .put("title", location + " booking")
                .put("status", "CONFIRMED")
                .put("startsAt", "2026-06-02T12:00:00Z");
        return list("bookings", List.of(booking));
    }

    private static ObjectNode contact(String location) {
        return NODES.objectNode()
                .put("contactId", "c-1")
                .put("locationId", location)
                .put("givenName", location + " Ada")
                .put("email", EMAIL)
                .put("createdAt", "2026-06-01T12:00:00Z");
    }

    private static ObjectNode list(String name, List<JsonNode> objects) {
        var body = NODES.objectNode();
        body.putArray(name).addAll(objects);
        return body.putNull("nextCursor");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
