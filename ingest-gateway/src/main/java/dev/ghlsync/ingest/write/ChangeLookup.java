package dev.ghlsync.ingest.write;

import dev.ghlsync.ghl.credentials.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks the query API of sync-streams what became of a change. Blocks for at most a few seconds, so call it on virtual threads. */
public final class ChangeLookup implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final URI queryUrl;
    private final @Nullable Secret apiToken;
    private final AcceptedChanges accepted;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /** @param apiToken sent to the query API; null sends none */
    public ChangeLookup(URI queryUrl, @Nullable Secret apiToken, AcceptedChanges accepted) {
        this.queryUrl = queryUrl;
        this.apiToken = apiToken;
        this.accepted = accepted;
    }

    public ChangeStatus find(String locationId, String changeId) {
        String path = "/locations/" + segment(locationId) + "/changes/" + segment(changeId);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(queryUrl.toString().replaceAll("/+$", "") + path))
                .timeout(TIMEOUT);
        if (apiToken != null) {
            request.header("Authorization", "Bearer " + apiToken.reveal());
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return switch (response.statusCode()) {
                case 200 -> new ChangeStatus.Known(response.body());
                case 404 ->
                    accepted.contains(locationId, changeId) ? new ChangeStatus.Pending() : new ChangeStatus.Unknown();
                default -> new ChangeStatus.Unavailable();
            };
        } catch (IOException e) {
            return new ChangeStatus.Unavailable(); // Down or restarting: the caller is told to ask again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ChangeStatus.Unavailable();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
