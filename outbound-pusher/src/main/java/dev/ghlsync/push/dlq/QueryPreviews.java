package dev.ghlsync.push.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.push.dlq.domain.DeadLetter;
import dev.ghlsync.push.dlq.domain.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the query API of sync-streams, which runs the rules of a replay on the contact's state without storing what comes out. */
public final class QueryPreviews implements Previews, AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, Verdict> VERDICTS = Map.of(
            "apply", Verdict.APPLY,
            "superseded", Verdict.SUPERSEDED,
            "conflict", Verdict.CONFLICT,
            "pending", Verdict.PENDING);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI base;
    private final @Nullable Secret token;

    /** @param token of the query API; null when it needs none */
    public QueryPreviews(URI base, @Nullable Secret token) {
        this.base = base;
        this.token = token;
    }

    @Override
    public Verdict of(DeadLetter letter) {
        String path = "/locations/" + segment(String.valueOf(letter.locationId())) + "/contacts/"
                + segment(String.valueOf(letter.contactId())) + "/replay";
        String fields = letter.fields().stream().map(QueryPreviews::segment).collect(Collectors.joining(","));
        String query = "?version=" + (letter.version() == null ? 0 : letter.version())
                + (fields.isEmpty() ? "" : "&fields=" + segment(fields));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path + query)).timeout(BOUND);
        if (token != null) {
            request.header("Authorization", "Bearer " + token.reveal());
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return switch (response.statusCode()) {
                case 200 -> verdict(MAPPER.readTree(response.body()));
                // Nobody is left whom it could be about.
                case 404 -> Verdict.SUPERSEDED;
                default ->
                    throw new NotAvailableException("The query API at " + base + " answered a preview with status "
                            + response.statusCode() + "; see its log, then try again.");
            };
        } catch (IOException e) {
            throw new NotAvailableException("The query API at " + base
                    + " does not answer; start sync-streams or correct QUERY_URL, then try again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAvailableException("Interrupted while asking the query API; try again.");
        }
    }

    private static Verdict verdict(JsonNode body) {
        Verdict verdict = VERDICTS.get(body.path("verdict").asText());
        if (verdict == null) {
            throw new NotAvailableException(
                    "The query API gave a preview that this version does not know; run services of one version.");
        }
        return verdict;
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
    }
}
