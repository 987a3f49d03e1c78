package dev.ghlsync.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A PostHog that is often busy, broken, strict or gone; what it accepted it keeps. */
final class PostHogStub implements AutoCloseable {
    enum Mood {
        ACCEPTS,
        THROTTLES,
        FAILS,
        REFUSES,
        RESETS,
        /** Takes the batch and hangs up before it says so. */
        TAKES_AND_RESETS
    }

    private final JsonMapper json = new JsonMapper();
    private final List<JsonNode> accepted = new CopyOnWriteArrayList<>();
    private final Map<Mood, Integer> answers = new EnumMap<>(Mood.class);
    private final HttpServer server;
    private final Random chance;

    PostHogStub(long seed) {
        chance = new Random(seed);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/batch/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<JsonNode> accepted() {
        return accepted;
    }

    synchronized Map<Mood, Integer> answers() {
        return new EnumMap<>(answers);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        var body = json.readTree(exchange.getRequestBody());
        var mood = chance.nextInt(3) == 0 ? Mood.ACCEPTS : Mood.values()[chance.nextInt(Mood.values().length)];
        answers.merge(mood, 1, Integer::sum);
        switch (mood) {
            case ACCEPTS -> {
                body.path("batch").forEach(accepted::add);
                end(exchange, 200);
            }
            case THROTTLES -> end(exchange, 429);
            case FAILS -> end(exchange, 503);
            case REFUSES -> end(exchange, 400);
            case RESETS -> exchange.close();
            case TAKES_AND_RESETS -> {
                body.path("batch").forEach(accepted::add);
                exchange.close();
            }
        }
    }

    private static void end(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
