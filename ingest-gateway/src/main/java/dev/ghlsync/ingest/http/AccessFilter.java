package dev.ghlsync.ingest.http;

import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ingest.config.ServerConfig;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may use which route. The webhook proves its sender itself, the callback of an installation its browser, and health says nothing secret;
 * everything else needs the bearer token. Without a configured token only direct loopback connections may use it: a request that a proxy forwarded
 * also arrives from loopback, and is told by its headers. The start of an installation is opened in a browser, which asks for the token as a
 * password; only there, because a browser repeats a password wherever another page sends it.
 */
@ServerFilter("/**")
final class AccessFilter {
    private static final String HEALTH = "/health";
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";
    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private final @Nullable Secret token;

    AccessFilter(ServerConfig config) {
        this.token = config.apiToken();
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        String path = request.getPath();
        if (path.equals(WebhookController.PATH)
                || path.equals(OauthController.CALLBACK)
                || path.equals(HEALTH)
                || path.startsWith(HEALTH + "/")) {
            return null;
        }
        if (token == null) {
            return isDirectLoopback(request)
                    ? null
                    : Answers.error(
                            403,
                            "This route answers only direct connections from this machine; set API_TOKEN to use it"
                                    + " from elsewhere.");
        }
        String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        boolean inBrowser = path.equals(OauthController.START);
        return matches(token, after(BEARER, authorization))
                        || inBrowser && matches(token, password(after(BASIC, authorization)))
                ? null
                : Answers.error(401, "The API token is missing or wrong; send Authorization: Bearer and API_TOKEN.")
                        .header(
                                HttpHeaders.WWW_AUTHENTICATE,
                                inBrowser ? "Basic realm=\"ghl-sync, API_TOKEN as password\"" : "Bearer");
    }

    private static boolean isDirectLoopback(HttpRequest<?> request) {
        return request.getRemoteAddress().getAddress().isLoopbackAddress()
                && FORWARDED.stream().noneMatch(header -> request.getHeaders().contains(header));
    }

    /** The credentials, or null if there are none of this scheme. */
    private static @Nullable String after(String scheme, @Nullable String authorization) {
        return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(scheme)
                ? authorization.substring(scheme.length()).strip()
                : null;
    }

    /** Of {@code base64(user:password)}; any user will do. */
    private static @Nullable String password(@Nullable String credentials) {
        if (credentials == null) {
            return null;
        }
        try {
            String text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return text.substring(text.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return null; // Not base64, so nobody's password.
        }
    }

    private static boolean matches(Secret token, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        token.reveal().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
