package dev.ghlsync.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;

/** Answers like the query API with generated rows, none of which it keeps. */
final class QueryStub implements AutoCloseable {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final HttpServer server;
    private final int rows;
    private final IntFunction<ObjectNode> row;
    private final List<JsonNode> definitions;

    QueryStub(int rows, IntFunction<ObjectNode> row, List<JsonNode> definitions) {
        this.rows = rows;
        this.row = row;
        this.definitions = definitions;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = path.endsWith("/definitions")
                ? list("definitions", definitions)
                : path.equals("/locations/loc1")
                        ? location()
                        : page(path, exchange.getRequestURI().getQuery());
        var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static ObjectNode location() {
        return NODES.objectNode()
                .put("locationId", "loc1")
                .put("currency", "EUR")
                .put("timezone", "Europe/Berlin");
    }

    private static ObjectNode list(String name, List<JsonNode> objects) {
        var body = NODES.objectNode();
        body.putArray(name).addAll(objects);
        return body.putNull("nextCursor");
    }

    private ObjectNode page(String path, String query) {
        int limit = 100;
        int from = 0;
        for (var parameter : query.split("&")) {
            if (parameter.startsWith("limit=")) {
                limit = Integer.parseInt(parameter.substring(6));
            } else if (parameter.startsWith("cursor=")) {
                from = Integer.parseInt(parameter.substring(7));
            }
        }
        int until = Math.min(rows, from + limit);
        var body = NODES.objectNode();
        var list = body.putArray(path.substring(path.lastIndexOf('/') + 1));
        for (int i = from; i < until; i++) {
            list.add(row.apply(i));
        }
        return until < rows ? body.put("nextCursor", Integer.toString(until)) : body.putNull("nextCursor");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
