package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.openapi.Specs;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
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

    @ParameterizedTest
    @CsvSource({"PT0S, 200", "PT30S, 200", "PT30.001S, 400", "P365D, 400"})
    void aUsedRefreshTokenAnswersWithTheSamePairForThirtySeconds(String later, int status) {
        // Given
        String first = installed().path("refresh_token").asText();
        JsonNode second = token("refresh_token", "refresh_token", first).json();
        client.control("POST", "/_sandbox/clock", "{'advance':'" + later + "'}");
        // When
        var again = token("refresh_token", "refresh_token", first);
        // Then
        assertThat(again.status()).isEqualTo(status);
        if (status == 200) {
            assertThat(again.json().path("access_token")).isEqualTo(second.path("access_token"));
            assertThat(again.json().path("refresh_token")).isEqualTo(second.path("refresh_token"));
        }
    }

    @ParameterizedTest
    @CsvSource({"P365D, 200", "P366D, 400"})
    void anUnusedRefreshTokenLivesForAYear(String later, int status) {
        // Given
        String refresh = installed().path("refresh_token").asText();
        client.control("POST", "/_sandbox/clock", "{'advance':'" + later + "'}");
        // When
        var answer = token("refresh_token", "refresh_token", refresh);
        // Then
        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /oauth/locationToken, v3",
        "GET, /oauth/installedLocations, v3",
        "POST, /oauth/location-token, 2021-07-28",
        "GET, /oauth/installed-locations, 2021-07-28"
    })
    void pathsOfTheOtherVersionAreRefused(String method, String path, String version) {
        // Given
        String agency = agency().path("access_token").asText();
        // When
        var answer = client.send(
                method,
                path,
                null,
                request -> request.header("Authorization", "Bearer " + agency).header("Version", version));
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText())
                .isEqualTo("This endpoint is not available in API version " + version + ".");
    }

    @Test
    void aLocationWithoutTheAppIsNotActive() {
        // Given
        JsonNode agency = agency();
        client.control("POST", "/_sandbox/uninstall", "{'locationId':'$L'}");
        // When
        var answer = client.withToken(agency.path("access_token").asText())
                .call(
                        "POST",
                        "/oauth/locationToken",
                        "{'companyId':'" + agency.path("companyId").asText() + "','locationId':'$L'}");
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).isEqualTo("Location is not active");
    }

    @Test
    void versionThreeAnswersInCamelCaseAndPagesByToken() {
        // Given
        Client.ofNewLocation(server, "");
        Client.ofNewLocation(server, "");
        String body = "{'clientId':'$I','clientSecret':'$S','grantType':'authorization_code','code':'"
                + client.control("POST", "/_sandbox/install", "{}")
                        .json()
                        .path("code")
                        .asText() + "'}";
        // When
        JsonNode agency = v3("POST", "/oauth/token", filled(body), "").json();
        String bearer = agency.path("accessToken").asText();
        String company = agency.path("companyId").asText();
        JsonNode location = v3(
                        "POST", "/oauth/location-token", "{'companyId':'" + company + "','locationId':'$L'}", bearer)
                .json();
        String list = "/oauth/installed-locations?pageSize=2&companyId=" + company + "&appId="
                + app.path("appId").asText();
        JsonNode first = v3("GET", list, null, bearer).json();
        JsonNode second = v3(
                        "GET",
                        list + "&pageToken="
                                + first.path("pagination").path("nextPageToken").asText(),
                        null,
                        bearer)
                .json();
        // Then
        assertThat(agency.path("expiresIn").asInt()).isEqualTo(86_399);
        assertThat(agency.path("isBulkInstallation").asBoolean()).isTrue();
        assertThat(location.path("locationId").asText()).isEqualTo(client.locationId());
        assertThat(location.path("refreshToken").asText()).isNotEmpty();
        assertThat(first.path("items")).hasSize(2);
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.path("pagination").path("hasNextPage").asBoolean()).isFalse();
        assertThat(second.path("pagination").path("hasPrevPage").asBoolean()).isTrue();
    }

    @Test
    void aBulkInstallAnnouncesEveryLocationTheCompanyAndLocationsToCome() {
        // Given
        for (int i = 1; i < 77; i++) {
            Client.ofNewLocation(server, "");
        }
        client.control("POST", "/_sandbox/install", "{}");
        // When
        var later = Client.ofNewLocation(server, "");
        later.control("PATCH", "/_sandbox/locations/$L", "{'name':'Renamed'}");
        client.control("POST", "/_sandbox/clock", "{'advance':'PT1S'}");
        // Then
        var installs = target.received().stream()
                .map(WebhookTarget.Received::json)
                .filter(json -> json.path("type").asText().equals("INSTALL"))
                .toList();
        assertThat(installs.stream()
                        .filter(json -> json.path("installType").asText().equals("Location")))
                .hasSize(78);
        assertThat(installs.stream()
                        .filter(json -> json.path("installType").asText().equals("Company")))
                .singleElement()
                .satisfies(json -> assertThat(json.has("locationId")).isFalse());
        assertThat(installs.getLast().path("locationId").asText()).isEqualTo(later.locationId());
        assertThat(installs.getLast().has("userId") || installs.getLast().has("companyId"))
                .isFalse();
        assertThat(target.types()).contains("LocationCreate", "LocationUpdate");
        var renamed = target.received().getLast().json();
        assertThat(renamed.path("id").asText()).isEqualTo(later.locationId());
        assertThat(renamed.path("name").asText()).isEqualTo("Renamed");
        assertThat(renamed.has("locationId")).isFalse();
    }

    @Test
    void theAuthorizePageLinksCarryTheStateAndNoneIsInvented() {
        // Given
        String page = "/oauth/chooselocation?response_type=code&client_id="
                + app.path("clientId").asText() + "&redirect_uri=http%3A%2F%2Flocalhost%2Fback%3Fa%3D1";
        // When
        var shown = client.send("GET", page + "&state=x%22%3Cy", null, request -> {});
        var without = client.send("GET", page + "&choose=$L", null, request -> {});
        var stranger = client.send("GET", page.replace("client_id=", "client_id=no"), null, request -> {});
        // Then
        assertThat(new String(shown.raw().body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("state=x%22%3Cy")
                .doesNotContain("x\"<y");
        assertThat(without.header("Location")).matches("http://localhost/back\\?a=1&code=[A-Za-z0-9]{40}");
        assertThat(stranger.status()).isEqualTo(400);
    }

    @Test
    void aRotatedPrivateTokenWorksSevenMoreDaysAndIsNoAgencyToken() {
        // Given
        String next = client.control("POST", "/_sandbox/tokens/" + client.token() + "/rotate", null)
                .json()
                .path("token")
                .asText();
        // When
        int atOnce = client.get("/locations/$L").status();
        client.control("POST", "/_sandbox/clock", "{'advance':'P7D'}");
        int aWeekLater = client.get("/locations/$L").status();
        var exchange = client.withToken(next)
                .call(
                        "POST",
                        "/oauth/locationToken",
                        "{'companyId':'" + app.path("companyId").asText() + "','locationId':'$L'}");
        // Then
        assertThat(atOnce).isEqualTo(200);
        assertThat(aWeekLater).isEqualTo(401);
        assertThat(client.withToken(next).get("/locations/$L").status()).isEqualTo(200);
        assertThat(exchange.status()).isEqualTo(403);
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
        var answer = client.control("POST", "/oauth/token", filled(body));
        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("message").asText()).isEqualTo(message);
    }

    private Client.Answer v3(String method, String path, @Nullable String body, String bearer) {
        return client.send(method, path, body, request -> {
            request.header("Version", "v3");
            if (!bearer.isEmpty()) {
                request.header("Authorization", "Bearer " + bearer);
            }
        });
    }

    private String filled(String body) {
        return body.replace("$I", app.path("clientId").asText())
                .replace("$S", app.path("clientSecret").asText());
    }

    private JsonNode agency() {
        String code = client.control("POST", "/_sandbox/install", "{}")
                .json()
                .path("code")
                .asText();
        return token("authorization_code", "code", code).json();
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
