package dev.ghlsync.ingest.http;

import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.connection.ConnectOutcome;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.oauth.OauthFlow;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Installing our app in a browser. */
@Controller(OauthController.BASE)
final class OauthController {
    static final String BASE = "/oauth";
    static final String START = BASE + "/start";
    static final String CALLBACK = BASE + "/callback";
    private static final String COOKIE = "ghlsync-install";
    private static final Duration COOKIE_LIFE = Duration.ofMinutes(15);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Installation installation;
    private final Connections connections;

    OauthController(Installation installation, Connections connections) {
        this.installation = installation;
        this.connections = connections;
    }

    /** @param install {@code company} for a whole agency, else one location */
    @Get("/start")
    HttpResponse<?> start(
            HttpRequest<?> request, @QueryValue @Nullable String install, @QueryValue @Nullable String organizationId) {
        OauthFlow flow = installation.flow();
        if (flow == null) {
            return notConfigured();
        }
        OauthFlow.Start start = flow.start("company".equals(install), organizationId);
        return HttpResponse.status(HttpStatus.FOUND)
                .header("Location", start.page().toString())
                .cookie(Cookie.of(COOKIE, start.nonce())
                        .path(BASE)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite(SameSite.Lax)
                        .maxAge(COOKIE_LIFE));
    }

    @Get("/callback")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> callback(
            HttpRequest<?> request, @QueryValue @Nullable String code, @QueryValue @Nullable String state) {
        OauthFlow flow = installation.flow();
        if (flow == null) {
            return notConfigured();
        }
        if (!connections.loaded()) {
            return Answers.retryLater(503, "The server is still starting; load this page again.", RETRY_AFTER);
        }
        String nonce =
                request.getCookies().findCookie(COOKIE).map(Cookie::getValue).orElse(null);
        return switch (flow.callback(code, state, nonce)) {
            case ConnectOutcome.Done done ->
                Answers.json(
                        200,
                        GhlJson.emptyObject()
                                .put("connected", done.connection().locationId())
                                .put("kind", done.connection().isCompany() ? "company" : "location"));
            case ConnectOutcome.Refused refused -> Answers.error(400, refused.sentence());
            case ConnectOutcome.Unknown ignored -> Answers.error(400, "The installation names nothing to connect.");
            case ConnectOutcome.TryAgain again -> Answers.retryLater(503, again.sentence(), RETRY_AFTER);
        };
    }

    private static HttpResponse<byte[]> notConfigured() {
        return Answers.error(
                404, "OAuth is not configured; set GHL_CLIENT_ID, GHL_CLIENT_SECRET and TOKEN_KEYSET of the gateway.");
    }
}
