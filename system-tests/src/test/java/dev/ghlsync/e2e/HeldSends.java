package dev.ghlsync.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between one pusher and GoHighLevel. Held updates have left the pusher after its last check and have not arrived: to GoHighLevel it is as if
 * the process were frozen in between. Thread-safe.
 */
final class HeldSends implements AutoCloseable {
    private static final long HELD_MAX_SECONDS = 120;

    private final URI target;
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final AtomicInteger updates = new AtomicInteger();
    private final AtomicInteger arrivedLate = new AtomicInteger();
    private volatile boolean holds;

    /** @param target GoHighLevel's address */
    HeldSends(URI target) {
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

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Updates that came from the pusher so far. */
    int updates() {
        return updates.get();
    }

    /** From now on no update goes on to GoHighLevel until {@link #release}. */
    void hold() {
        holds = true;
    }

    /** Contacts whose updates are held, by their ids in GoHighLevel. */
    Set<String> held() {
        return Set.copyOf(held);
    }

    void release() {
        released.countDown();
    }

    /** Held updates that GoHighLevel has got and accepted. */
    int arrivedLate() {
        return arrivedLate.get();
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] asked = exchange.getRequestBody().readAllBytes();
        boolean isUpdate = exchange.getRequestMethod().equals("PUT");
        boolean isHeld = isUpdate && holds;
        if (isUpdate) {
            updates.incrementAndGet();
        }
        if (isHeld) {
            held.add(exchange.getRequestURI().getPath().replaceAll(".*/", ""));
            awaitRelease();
        }
        HttpResponse<byte[]> answer = send(exchange, asked);
        if (isHeld && answer.statusCode() == 200) {
            arrivedLate.incrementAndGet();
        }
        answer.headers().map().forEach((name, values) -> {
            if (name.startsWith("x-ratelimit")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    private void awaitRelease() {
        try {
            if (!released.await(HELD_MAX_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("An update was held for " + HELD_MAX_SECONDS + " s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while an update was held.", e);
        }
    }

    private HttpResponse<byte[]> send(HttpExchange exchange, byte[] body) {
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
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the sandbox.", e);
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.close();
        http.close();
    }
}
