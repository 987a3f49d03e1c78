package dev.ghlsync.ghl.client;

import dev.ghlsync.ghl.credentials.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One request to HighLevel.
 *
 * @param path starts with {@code /}, already percent-encoded, with query
 * @param token bearer token; null only for {@code /oauth/token}
 * @param body null for a request without body
 */
record GhlRequest(
        Method method,
        String path,
        ApiVersion version,
        @Nullable Secret token,
        @Nullable Body body) {

    enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }

    record Body(String contentType, byte[] bytes) {
        static Body json(byte[] bytes) {
            return new Body("application/json", bytes);
        }

        static Body form(Map<String, String> fields) {
            return new Body(
                    "application/x-www-form-urlencoded", formEncoded(fields).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** A path of literal and variable segments. A variable segment cannot leave its place, whatever it contains. */
    static String path(String... segments) {
        return List.of(segments).stream().map(GhlRequest::segment).collect(Collectors.joining("/", "/", ""));
    }

    /** {@code path?name=value&…}, names and values percent-encoded ({@code +} as {@code %2B}). */
    static String query(String path, Map<String, String> parameters) {
        return parameters.isEmpty()
                ? path
                : path + "?" + formEncoded(parameters).replace("+", "%20");
    }

    private static String segment(String text) {
        if (text.isEmpty() || ".".equals(text) || "..".equals(text)) {
            throw new IllegalArgumentException("An id in a GHL path is empty or consists of dots.");
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String formEncoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(e -> URLEncoder.encode(e.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Shows neither ids, body nor token. */
    @Override
    public String toString() {
        return "GhlRequest[" + method + "]";
    }
}
