package dev.ghlsync.cli.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A service of ours a command talks to.
 *
 * @param name what it is, for messages
 * @param environment where its {@code API_TOKEN} is looked up
 */
public record ServiceAddress(String name, URI address, Map<String, String> environment) {
    public JsonApi api() {
        String token = environment.get("API_TOKEN");
        return new JsonApi(
                name,
                URI.create(address.toString().replaceAll("/+$", "")),
                token == null || token.isBlank() ? Map.of() : Map.of("Authorization", "Bearer " + token.strip()));
    }

    /** Text as one segment or query value of an address. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
