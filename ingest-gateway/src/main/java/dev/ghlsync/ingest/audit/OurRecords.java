package dev.ghlsync.ingest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.ops.Stop;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Our side's records, asked of the query API of sync-streams, which is asked again while it moves its data. Blocks. Safe for concurrent use. */
public final class OurRecords implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 30;
    private static final int PAGE = 200;
    private static final String CONTACTS = "contacts";

    private final String base;
    private final @Nullable Secret apiToken;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** @param apiToken sent to the query API; null sends none */
    public OurRecords(URI queryUrl, @Nullable Secret apiToken) {
        this.base = queryUrl.toString().replaceAll("/+$", "");
        this.apiToken = apiToken;
    }

    /** Gives every contact; false if the query API does not answer. */
    boolean forEachContact(String locationId, Stop stop, Consumer<JsonNode> contact) {
        return forEach(locationId, CONTACTS, stop, contact);
    }

    /** Gives every object of a kind, deleted ones too; false if the query API does not answer. */
    boolean forEachObject(ComparedKind kind, String locationId, Stop stop, Consumer<JsonNode> object) {
        return forEach(locationId, kind.list(), stop, object);
    }

    private boolean forEach(String locationId, String list, Stop stop, Consumer<JsonNode> each) {
        String cursor = "";
        do {
            String query = "?limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
            Optional<JsonNode> page = ask(path(locationId, list) + query, stop);
            if (page.isEmpty()) {
                return false;
            }
            page.get().path(list).forEach(each);
            cursor = page.get().path("nextCursor").asText("");
            if (page.get().path("nextCursor").isNull()) {
                cursor = "";
            }
        } while (!cursor.isEmpty());
        return true;
    }

    /** The contact that is linked to this contact of GoHighLevel; a missing node if none is. Empty if the query API does not answer. */
    Optional<JsonNode> linkedTo(String locationId, String ghlContactId, Stop stop) {
        return ask(path(locationId, CONTACTS) + "?ghlContactId=" + encoded(ghlContactId), stop)
                .map(answer -> answer.path(CONTACTS).path(0));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Optional<JsonNode> ask(String path, Stop stop) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
        if (apiToken != null) {
            request.header("Authorization", "Bearer " + apiToken.reveal());
        }
        for (int attempt = 0; attempt < ATTEMPTS && !stop.requested(); attempt++) {
            try {
                HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() == 200) {
                    return Optional.of(GhlJson.objectOrEmpty(answer.body()));
                }
                if (answer.statusCode() == 404) {
                    return Optional.of(GhlJson.emptyObject());
                }
            } catch (IOException e) {
                // Down or restarting: asked again below, and given up after the last attempt.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            stop.await(PAUSE);
        }
        return Optional.empty();
    }

    private static String path(String locationId, String list) {
        return "/locations/" + encoded(locationId) + "/" + list;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
