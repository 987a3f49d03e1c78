package dev.ghlsync.sync.query;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.HostInfo;

/** Asks another instance. Thread-safe. */
final class Forwarder {
    /** Marks a request that was forwarded once and must not be again. */
    static final String FORWARDED = "ghl-sync-forwarded";

    private static final Duration CONNECT_BOUND = Duration.ofSeconds(2);
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_BOUND)
            .build();

    /** The answer of the instance, or 503 when it gives none in time. */
    Answer ask(HostInfo instance, Request request) {
        var target = "http://" + instance.host() + ":" + instance.port() + request.path()
                + (request.query() == null ? "" : "?" + request.query());
        var forwarded =
                HttpRequest.newBuilder(URI.create(target)).timeout(ANSWER_BOUND).header(FORWARDED, "1");
        if (request.authorization() != null) {
            forwarded.header("Authorization", request.authorization());
        }
        try {
            return answer(http.send(forwarded.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return unreachable(instance);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreachable(instance);
        }
    }

    private static Answer unreachable(HostInfo instance) {
        return Answer.unavailable("The instance at " + instance.host() + ":" + instance.port()
                + ", which holds the location, does not answer; try again shortly.");
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        var headers = new HashMap<String, String>();
        for (var name : new String[] {Answer.CONTENT_TYPE, Answer.RETRY_AFTER}) {
            response.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        return new Answer(response.statusCode(), Map.copyOf(headers), response.body());
    }
}
