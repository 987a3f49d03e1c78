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
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may use which route. The webhook proves its sender itself, and health says nothing secret; everything else needs the bearer token. Without a
 * configured token only direct loopback connections may use it: a request that a proxy forwarded also arrives from loopback, and is told by its
 * headers.
 */
@ServerFilter("/**")
final class AccessFilter {
    private static final String HEALTH = "/health";
    private static final String BEARER = "bearer ";
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
        return matches(token, request.getHeaders().get(HttpHeaders.AUTHORIZATION))
                ? null
                : Answers.error(401, "The API token is missing or wrong; send Authorization: Bearer and API_TOKEN.")
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    private static boolean isDirectLoopback(HttpRequest<?> request) {
        return request.getRemoteAddress().getAddress().isLoopbackAddress()
                && FORWARDED.stream().noneMatch(header -> request.getHeaders().contains(header));
    }

    private static boolean matches(Secret token, @Nullable String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return false;
        }
        byte[] given = authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(token.reveal().getBytes(StandardCharsets.UTF_8), given);
    }
}
