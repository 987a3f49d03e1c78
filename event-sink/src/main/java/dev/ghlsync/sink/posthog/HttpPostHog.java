package dev.ghlsync.sink.posthog;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** PostHog's {@code POST /batch/}. Source: PostHog docs, capture API. Thread-safe. */
public final class HttpPostHog implements PostHog {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final JsonMapper json = new JsonMapper();
    private final URI batch;
    private final String projectKey;

    /**
     * @param host such as {@code https://eu.i.posthog.com}
     * @param projectKey written into the body, as PostHog wants it
     */
    public HttpPostHog(URI host, String projectKey) {
        this.batch = URI.create(host.toString().replaceAll("/+$", "") + "/batch/");
        this.projectKey = projectKey;
    }

    @Override
    public Reply send(List<Event> events) {
        var request = HttpRequest.newBuilder(batch)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(events).toString()))
                .build();
        try {
            return reply(http.send(request, HttpResponse.BodyHandlers.discarding()));
        } catch (IOException e) {
            return new Reply.Later("no_answer", Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Later("interrupted", Duration.ZERO);
        }
    }

    private ObjectNode body(List<Event> events) {
        var body = json.createObjectNode().put("api_key", projectKey);
        var batchOf = body.putArray("batch");
        for (var event : events) {
            var node = batchOf.addObject()
                    .put("event", event.name())
                    .put("distinct_id", event.distinctId())
                    .put("timestamp", event.at().toString())
                    .put("uuid", event.uuid().toString());
            node.set("properties", json.valueToTree(event.properties()));
        }
        return body;
    }

    private static Reply reply(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Reply.Accepted();
        }
        return status == 400 || status == 413
                ? new Reply.Malformed()
                : new Reply.Later("status_" + status, retryAfter(response));
    }

    private static Duration retryAfter(HttpResponse<Void> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
    }
}
