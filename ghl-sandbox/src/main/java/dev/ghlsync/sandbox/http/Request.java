package dev.ghlsync.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as received. Header names are lower case; of repeated headers and parameters the first counts. */
public record Request(String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

    public @Nullable String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    /** The body as JSON, or null when there is none or it is no JSON. */
    public @Nullable JsonNode json() {
        return body.length == 0 ? null : Json.parseOrNull(body);
    }

    public Request withBody(byte[] newBody) {
        return new Request(method, path, query, headers, newBody);
    }
}
