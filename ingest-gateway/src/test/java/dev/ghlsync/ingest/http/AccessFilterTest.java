package dev.ghlsync.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ghl.credentials.Secret;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessFilterTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final TestGateway guarded = new TestGateway(Secret.of(TOKEN));

    @AfterAll
    static void close() {
        guarded.close();
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "/prometheus,                ,                        401",
        "/prometheus,                Bearer wrong,            401",
        "/prometheus,                Bearer 0123456789abcdef, 200",
        "/prometheus,                bearer 0123456789abcdef, 200",
        "/prometheus,                password,                401",
        "/locations/loc-1/nothing,   ,                        401",
        "/health/liveness,           ,                        200",
        "/oauth/callback,            ,                        404",
        "/oauth/start,               ,                        401",
        "/oauth/start,               Bearer 0123456789abcdef, 404",
        "/oauth/start,               password,                404",
        "/oauth/start,               wrong password,          401",
        "/oauth/start,               Basic no base64,         401",
    })
    void letsOnlyTheTokenOpenTheOtherRoutes(String path, String authorization, int status) {
        // Given
        var request = HttpRequest.newBuilder(guarded.uri(path));
        if (authorization != null) {
            request.header("Authorization", authorized(authorization));
        }

        // When
        HttpResponse<String> response = guarded.send(request.build());

        // Then
        assertThat(response.statusCode())
                .as("404 where OAuth is not configured: the filter let it pass")
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"/oauth/start, Basic", "/prometheus, Bearer"})
    void asksABrowserForThePasswordWhereAnInstallationBegins(String path, String scheme) {
        // When
        HttpResponse<String> response =
                guarded.send(HttpRequest.newBuilder(guarded.uri(path)).build());

        // Then
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(asked -> assertThat(asked).startsWith(scheme));
    }

    @Test
    void refusesForwardedRequestsToTheOtherRoutesWithoutAToken() {
        // Given
        try (var open = new TestGateway()) {
            HttpRequest request = HttpRequest.newBuilder(open.uri("/prometheus"))
                    .header("X-Forwarded-For", "203.0.113.9")
                    .build();

            // When
            HttpResponse<String> response = open.send(request);

            // Then
            assertThat(response.statusCode()).isEqualTo(403);
        }
    }

    private static String authorized(String how) {
        return switch (how) {
            case "password" -> basic("anybody:" + TOKEN);
            case "wrong password" -> basic(TOKEN + ":wrong");
            default -> how;
        };
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }
}
