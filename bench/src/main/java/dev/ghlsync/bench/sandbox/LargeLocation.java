package dev.ghlsync.bench.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A location of the sandbox without rate limits. */
final class LargeLocation {
    private static final String ID = "large";
    private static final String TOKEN = "pit-large";

    private static final Duration BOUND = Duration.ofMinutes(10);

    private final URI sandbox;

    LargeLocation(URI sandbox) {
        this.sandbox = sandbox;
    }

    void make(int contacts) throws IOException, InterruptedException {
        call("PUT", "/_sandbox/settings", "{\"burstLimit\":0,\"dailyLimit\":0}");
        call(
                "POST",
                "/_sandbox/locations",
                "{\"id\":\"%s\",\"token\":\"%s\",\"contacts\":%d}".formatted(ID, TOKEN, contacts));
    }

    /** Inventing many people takes longer than calls of the control API usually may. */
    private void call(String method, String path, String body) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(sandbox.resolve(path))
                    .timeout(BOUND)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                throw new IOException("The sandbox answered " + method + " " + path + " with " + status + ".");
            }
        }
    }

    /** The ids of all contacts, read from the whole state as it is streamed. */
    List<String> contactIds() throws IOException {
        var ids = new ArrayList<String>();
        URI state = sandbox.resolve("/_sandbox/state?locationId=" + ID);
        try (InputStream in = state.toURL().openStream();
                JsonParser json = new JsonFactory().createParser(in)) {
            while (!"contacts".equals(json.nextFieldName())) {
                if (json.currentToken() == JsonToken.START_OBJECT && json.currentName() != null) {
                    json.skipChildren();
                }
            }
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                ids.add(contactId(json));
            }
            while (json.nextToken() != null) {
                json.skipChildren();
            }
        }
        return ids;
    }

    /** The request that reads one contact. */
    static byte[] read(String contactId) {
        return ("GET /contacts/" + contactId + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + TOKEN
                        + "\r\nVersion: 2021-07-28\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String contactId(JsonParser json) throws IOException {
        String id = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("id")) {
                id = json.getText();
            } else {
                json.skipChildren();
            }
        }
        return id;
    }
}
