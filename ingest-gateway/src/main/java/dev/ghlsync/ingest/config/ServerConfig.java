package dev.ghlsync.ingest.config;

import dev.ghlsync.ghl.credentials.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens, and who may use the routes other than the webhook, health and the callback of an installation.
 *
 * @param port 0 picks a free one
 * @param apiToken bearer token of those routes; null lets only direct loopback connections use them
 */
public record ServerConfig(String host, int port, @Nullable Secret apiToken) {
    private static final int TOKEN_CHARS_MIN = 16;

    public ServerConfig {
        if (apiToken != null && apiToken.reveal().length() < TOKEN_CHARS_MIN) {
            throw new IllegalArgumentException("API_TOKEN has fewer than " + TOKEN_CHARS_MIN
                    + " characters; set a longer one, such as the output of: openssl rand -hex 32.");
        }
    }

    static ServerConfig from(Env env) {
        return new ServerConfig(
                env.text("GATEWAY_HOST", "127.0.0.1"),
                env.integer("GATEWAY_PORT", 8080, 0, 65_535),
                env.secret("API_TOKEN"));
    }
}
