package dev.ghlsync.push.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The port of the process: health and metrics, which hold nothing worth protecting, and the operator API, which protects itself. */
public final class OpsServer implements AutoCloseable {
    private final HttpServer server;

    private OpsServer(HttpServer server) {
        this.server = server;
    }

    /**
     * @param metrics gives the text of the Prometheus exposition format
     * @param operator answers every other path
     * @throws IllegalStateException if the port is taken
     */
    public static OpsServer start(
            String host,
            int port,
            Supplier<String> metrics,
            Supplier<Health> liveness,
            Supplier<Health> readiness,
            HttpHandler operator) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (BindException e) {
            throw new IllegalStateException(
                    "Port " + port + " on " + host
                            + " is taken; stop what listens there or set PUSHER_PORT to another one.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/health/liveness", exchange -> health(exchange, liveness.get()));
        server.createContext("/health/readiness", exchange -> health(exchange, readiness.get()));
        server.createContext(
                "/prometheus",
                exchange -> reply(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.get()));
        server.createContext("/", operator);
        server.start();
        return new OpsServer(server);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void health(HttpExchange exchange, Health health) throws IOException {
        int status = health.isUp() ? 200 : 503;
        reply(exchange, status, "application/json", health.json());
    }

    private static void reply(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
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
