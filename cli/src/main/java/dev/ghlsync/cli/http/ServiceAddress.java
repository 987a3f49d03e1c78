package dev.ghlsync.cli.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A service of ours a command talks to.
 *
 * @param name what it is, for messages
 * @param environment where its {@code API_TOKEN} is looked up
 */
public record ServiceAddress(String name, URI address, Map<String, String> environment) {
    public JsonApi api() {
        return api(Map.of());
    }

    /** @param headers sent with every request besides the token */
    public JsonApi api(Map<String, String> headers) {
        var all = new HashMap<>(headers);
        String token = environment.get("API_TOKEN");
        if (token != null && !token.isBlank()) {
            all.put("Authorization", "Bearer " + token.strip());
        }
        return new JsonApi(name, URI.create(address.toString().replaceAll("/+$", "")), all);
    }

    /** Text as one segment or query value of an address. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
