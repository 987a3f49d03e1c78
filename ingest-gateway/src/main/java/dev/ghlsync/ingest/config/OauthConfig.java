package dev.ghlsync.ingest.config;

import dev.ghlsync.ghl.client.OauthApi;
import dev.ghlsync.ghl.credentials.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our app in HighLevel's marketplace.
 *
 * @param clientSecret null switches OAuth off: then locations are connected with Private Integration Tokens only
 * @param redirectUri address of {@code /oauth/callback} as browsers reach it, the same as in the app's settings
 * @param authorizeUrl page on which somebody chooses the locations
 * @param journal folder that keeps the answers of token refreshes until the broker has them; it must survive a restart of this process
 */
public record OauthConfig(
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        URI redirectUri,
        URI authorizeUrl,
        List<String> scopes,
        Path journal) {
    private static final List<String> SCOPES = List.of(
            "contacts.readonly",
            "contacts.write",
            "opportunities.readonly",
            "calendars.readonly",
            "calendars/events.readonly",
            "locations.readonly",
            "locations/customFields.readonly",
            "locations/tags.readonly",
            "locations/tasks.readonly",
            "users.readonly",
            "oauth.readonly",
            "oauth.write");

    public OauthConfig {
        scopes = List.copyOf(scopes);
    }

    /** Null unless id and secret are set. */
    public OauthApi.@Nullable App app() {
        return clientId == null || clientSecret == null ? null : new OauthApi.App(clientId, clientSecret);
    }

    static OauthConfig from(Env env) {
        List<String> scopes = env.list("GHL_SCOPES", text -> text);
        return new OauthConfig(
                env.text("GHL_CLIENT_ID"),
                env.secret("GHL_CLIENT_SECRET"),
                env.url("GHL_REDIRECT_URI", "http://127.0.0.1:8080/oauth/callback"),
                env.url("GHL_AUTHORIZE_URL", "https://marketplace.gohighlevel.com/v2/oauth/chooselocation"),
                scopes.isEmpty() ? SCOPES : scopes,
                Path.of(env.text("TOKEN_JOURNAL_DIR", "data/token-journal")));
    }
}
