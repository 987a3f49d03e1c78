package dev.ghlsync.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ghlsync.sandbox.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Receives webhooks; answers otherwise than with 200, or not at all, for a number of them first. */
final class WebhookTarget implements AutoCloseable {
    static {
        // Without it each answer of the JDK's server waits 40 ms for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    record Received(byte[] body, String signature, String legacySignature) {
        JsonNode json() {
            JsonNode json = Json.parseOrNull(body);
            return json == null ? Json.object() : json;
        }

        String type() {
            return json().path("type").asText();
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int failure = 503;
    private final HttpServer http;

    WebhookTarget() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::handle);
        http.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/ghl-webhook");
    }

    void failNext(int times) {
        failNext(times, 503);
    }

    /** Status 0 says nothing until this target is closed. */
    void failNext(int times, int status) {
        failure = status;
        failures.set(times);
    }

    List<Received> received() {
        return received;
    }

    List<String> types() {
        return received.stream().map(Received::type).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(new Received(
                    body,
                    String.valueOf(headers.getFirst("X-GHL-Signature")),
                    String.valueOf(headers.getFirst("X-WH-Signature"))));
            int status = failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? failure : 200;
            if (status == 0) {
                closed.await();
            } else {
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        http.stop(0);
    }
}
