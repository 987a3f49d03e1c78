package dev.ghlsync.sink.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The port of the process: health and metrics, which hold nothing worth protecting. */
public final class SinkServer implements AutoCloseable {
    private final HttpServer server;

    private SinkServer(HttpServer server) {
        this.server = server;
    }

    /**
     * @param port 0 picks a free one
     * @param metrics gives the text of the Prometheus exposition format
     * @throws IllegalStateException with one sentence when the port is taken
     */
    public static SinkServer start(String host, int port, BooleanSupplier ready, Supplier<String> metrics) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (BindException e) {
            throw new IllegalStateException(
                    "Port " + port + " on " + host + " is taken; stop what listens there or set SINK_PORT.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/health/liveness", exchange -> reply(exchange, 200, "{\"status\":\"UP\"}"));
        server.createContext("/health/readiness", exchange -> {
            boolean up = ready.getAsBoolean();
            reply(exchange, up ? 200 : 503, up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
        });
        server.createContext("/prometheus", exchange -> reply(exchange, 200, metrics.get()));
        server.start();
        return new SinkServer(server);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            var type = text.startsWith("{") ? "application/json" : "text/plain; version=0.0.4; charset=utf-8";
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
