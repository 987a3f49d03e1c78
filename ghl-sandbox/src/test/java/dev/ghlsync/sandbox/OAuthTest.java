package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.openapi.Specs;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OAuthTest {
    private SandboxServer server;
    private WebhookTarget target;
    private Client client;
    private JsonNode app;

    @BeforeEach
    void start() throws IOException {
        target = new WebhookTarget();
        server = SandboxServer.start(SandboxConfig.defaults()
                .heldAt(Instant.parse("2026-11-25T10:00:00Z"))
                .withWebhookTarget(target.url())
                .withWebhookConcurrency(1));
        client = Client.ofNewLocation(server, "");
        app = client.control("GET", "/_sandbox/app", null).json();
    }

    @AfterEach
    void stop() {
        server.close();
        target.close();
    }

    @Test
    void theAuthorizePageRedirectsWithCodeAndStateAndTheCodeWorksOnce() {
        // Given
        String page = "/v2/oauth/chooselocation?response_type=code&client_id="
                + app.path("clientId").asText()
                + "&redirect_uri=http%3A%2F%2Flocalhost%2Fback&scope=contacts.readonly%20contacts.write&state=a%26b";
        String shown = new String(
                client.send("GET", page, null, request -> {}).raw().body(), java.nio.charset.StandardCharsets.UTF_8);
        // When
        var redirect = client.send("GET", page + "&choose=$L", null, request -> {});
        // Then
        assertThat(shown).contains(client.locationId());
        assertThat(redirect.status()).isEqualTo(302);
        String location = redirect.header("Location");
        assertThat(location).startsWith("http://localhost/back?code=").endsWith("&state=a%26b");
        String code = location.replaceAll(".*code=([^&]*).*", "$1");
        var tokens = token("authorization_code", "code", code);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.json().path("expires_in").asInt()).isEqualTo(86_399);
        assertThat(tokens.json().path("locationId").asText()).isEqualTo(client.locationId());
        assertThat(tokens.json().path("scope").asText()).isEqualTo("contacts.readonly contacts.write");
        assertThat(Specs.load()
                        .objectionsToResponse(
                                "POST", "/oauth/token", 200, tokens.raw().body()))
                .isEmpty();
        assertThat(client.withToken(tokens.json().path("access_token").asText())
                        .get("/contacts/?locationId=$L")
                        .status())
                .isEqualTo(200);
        assertThat(token("authorization_code", "code", code).status()).isEqualTo(400);
        await().until(() -> target.types().equals(java.util.List.of("INSTALL")));
        assertThat(target.received().getFirst().json().path("appId").asText())
                .isEqualTo(app.path("clientId").asText().split("-")[0]);
    }

    @Test
    void refreshTokensRotateWithAGraceOfThirtySeconds() {
        // Given
        String first = installed().path("refresh_token").asText();
        // When
        JsonNode second = token("refresh_token", "refresh_token", first).json();
        JsonNode sameAgain = token("refresh_token", "refresh_token", first).json();
        client.control("POST", "/_sandbox/clock", "{'advance':'PT31S'}");
        var tooLate = token("refresh_token", "refresh_token", first);
        var next = token(
                "refresh_token", "refresh_token", second.path("refresh_token").asText());
        // Then
        assertThat(second.path("refresh_token").asText()).isNotEqualTo(first);
        assertThat(sameAgain.path("refresh_token").asText())
                .isEqualTo(second.path("refresh_token").asText());
        assertThat(tooLate.status()).isEqualTo(400);
        assertThat(tooLate.json().path("message").asText()).isEqualTo("Invalid grant: refresh token is invalid");
        assertThat(next.status()).isEqualTo(200);
    }

    @Test
    void accessTokensEndAfterADay() {
        // Given
        var bearer = client.withToken(installed().path("access_token").asText());
        // When
        client.control("POST", "/_sandbox/clock", "{'advance':'PT24H'}");
        var answer = bearer.get("/locations/$L");
        // Then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("message").asText()).isEqualTo("Invalid token: access token is invalid");
    }

    @Test
    void anAgencyTokenListsLocationsAndIsExchangedForALocationToken() {
        // Given
        String code = client.control("POST", "/_sandbox/install", "{}")
                .json()
                .path("code")
                .asText();
        JsonNode agency = token("authorization_code", "code", code).json();
        var bearer = client.withToken(agency.path("access_token").asText());
        String company = agency.path("companyId").asText();
        // When
        var installed = bearer.get("/oauth/installedLocations?companyId=" + company + "&appId="
                + app.path("appId").asText());
        var location = bearer.call("POST", "/oauth/locationToken", "{'companyId':'" + company + "','locationId':'$L'}");
        // Then
        assertThat(agency.path("userType").asText()).isEqualTo("Company");
        assertThat(installed.json().path("locations").path(0).path("_id").asText())
                .isEqualTo(client.locationId());
        assertThat(Specs.load()
                        .objectionsToResponse(
                                "GET",
                                "/oauth/installedLocations",
                                200,
                                installed.raw().body()))
                .isEmpty();
        assertThat(location.status()).isEqualTo(200);
        assertThat(client.withToken(location.json().path("access_token").asText())
                        .get("/locations/$L")
                        .status())
                .isEqualTo(200);
        assertThat(bearer.get("/locations/$L").status()).isEqualTo(403);
        await().until(() -> target.received().size() == 2);
    }

    @Test
    void uninstallEndsTheTokensAndIsAnnounced() {
        // Given
        var bearer = client.withToken(installed().path("access_token").asText());
        // When
        client.control("POST", "/_sandbox/uninstall", "{'locationId':'$L'}");
        // Then
        assertThat(bearer.get("/locations/$L").status()).isEqualTo(401);
        await().until(() -> target.types().contains("UNINSTALL"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {'client_secret':'x','grant_type':'y'}                | 400 | Missing parameter: clientId
        {'client_id':'x','client_secret':'x','grant_type':'refresh_token'} | 401 | Invalid client: client is invalid
        {'client_id':'$I','client_secret':'$S','grant_type':'password'} | 400 | Invalid parameter: grantType
        {'client_id':'$I','client_secret':'$S','grant_type':'refresh_token','refresh_token':'old'} | 400 | Invalid grant: refresh token is invalid
        """)
    void refusesTokenRequestsInHighLevelsWords(String body, int status, String message) {
        // When
        var answer = client.control(
                "POST",
                "/oauth/token",
                body.replace("$I", app.path("clientId").asText())
                        .replace("$S", app.path("clientSecret").asText()));
        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("message").asText()).isEqualTo(message);
    }

    private JsonNode installed() {
        String code = client.control("POST", "/_sandbox/install", "{'locationId':'$L'}")
                .json()
                .path("code")
                .asText();
        return token("authorization_code", "code", code).json();
    }

    private Client.Answer token(String grantType, String name, String value) {
        String form = "client_id=" + app.path("clientId").asText() + "&client_secret="
                + app.path("clientSecret").asText() + "&grant_type=" + grantType + "&" + name + "=" + value;
        return client.send(
                "POST",
                "/oauth/token",
                form,
                request -> request.setHeader("Content-Type", "application/x-www-form-urlencoded"));
    }
}
