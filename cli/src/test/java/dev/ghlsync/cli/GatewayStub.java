package dev.ghlsync.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as the gateway and the query API do, with what a test gave it, and keeps what it was asked. */
final class GatewayStub implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private record Reply(int status, String body) {}

    /** @param authorization empty when there was none */
    record Request(String line, String body, String authorization) {}

    GatewayStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** The next answer to a request such as {@code GET /locations/L/connection}; the last one given stays. */
    GatewayStub answering(String line, int status, String body) {
        replies.computeIfAbsent(line, key -> new ArrayDeque<>()).add(new Reply(status, body));
        return this;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = Objects.toString(exchange.getRequestHeaders().getFirst("Authorization"), "");
        requests.add(new Request(line, body, authorization));
        Reply reply = next(line);
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private synchronized Reply next(String line) {
        Deque<Reply> known = replies.get(line);
        if (known == null) {
            return new Reply(404, "{\"message\": \"The test expects no " + line + ".\"}");
        }
        return known.size() > 1 ? known.removeFirst() : known.getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
