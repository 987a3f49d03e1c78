package dev.ghlsync.ghl.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ghlsync.ghl.client.OauthApi.App;
import dev.ghlsync.ghl.client.OauthApi.UserType;
import dev.ghlsync.ghl.client.StubServer.Seen;
import dev.ghlsync.ghl.credentials.Secret;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GhlClientRequestTest {
    private static final Secret TOKEN = Secret.of("pit-123");
    private static final App APP = new App("app-1", Secret.of("s&cret"));
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    static Stream<Arguments> calls() {
        ContactCreate create = ContactCreate.in("L")
                .set(ContactField.EMAIL, "a@example.com")
                .tags(List.of("vip"))
                .build();
        ContactUpdate update =
                ContactUpdate.builder().set(ContactField.PHONE, "+4917012345").build();
        Instant after = Instant.parse("2026-01-02T03:04:05.678901Z");
        return Stream.of(
                call(c -> c.contacts().create(TOKEN, create), "POST /contacts/", JSON, """
                    {"email":"a@example.com","locationId":"L","tags":["vip"]}\
                    """),
                call(c -> c.contacts().get(TOKEN, "c1"), "GET /contacts/c1", null, ""),
                call(c -> c.contacts().get(TOKEN, "a/../b ?x=1"), "GET /contacts/a%2F..%2Fb%20%3Fx%3D1", null, ""),
                call(c -> c.contacts().update(TOKEN, "c1", update), "PUT /contacts/c1", JSON, """
                    {"phone":"+4917012345"}\
                    """),
                call(c -> c.contacts().delete(TOKEN, "c1"), "DELETE /contacts/c1", null, ""),
                call(c -> c.contacts().addTags(TOKEN, "c1", List.of("a", "b")), "POST /contacts/c1/tags", JSON, """
                    {"tags":["a","b"]}\
                    """),
                call(c -> c.contacts().removeTags(TOKEN, "c1", List.of("a")), "DELETE /contacts/c1/tags", JSON, """
                    {"tags":["a"]}\
                    """),
                call(
                        c -> c.contacts().search(TOKEN, ContactSearch.changedAfter("L", 100, after)),
                        "POST /contacts/search",
                        JSON,
                        """
                        {"locationId":"L","pageLimit":100,"filters":[{"field":"dateUpdated","operator":"range",\
                        "value":{"gt":"2026-01-02T03:04:05.678Z"}}],"sort":[{"field":"dateUpdated","direction":"asc"}]}\
                        """),
                call(
                        c -> c.contacts().searchDuplicate(TOKEN, "L", "a+b@example.com", "+49170"),
                        "GET /contacts/search/duplicate?locationId=L&email=a%2Bb%40example.com&number=%2B49170",
                        null,
                        ""),
                call(
                        c -> c.oauth().refresh(APP, Secret.of("r 1"), UserType.LOCATION),
                        "POST /oauth/token",
                        FORM,
                        "client_id=app-1&client_secret=s%26cret&grant_type=refresh_token&refresh_token=r+1&user_type=Location"),
                call(
                        c -> c.oauth().exchangeCode(APP, Secret.of("c1"), UserType.COMPANY, "https://x.example/cb"),
                        "POST /oauth/token",
                        FORM,
                        "client_id=app-1&client_secret=s%26cret&grant_type=authorization_code&code=c1&user_type=Company"
                                + "&redirect_uri=https%3A%2F%2Fx.example%2Fcb"),
                call(
                        c -> c.oauth().locationToken(TOKEN, "C", "L"),
                        "POST /oauth/locationToken",
                        FORM,
                        "companyId=C&locationId=L"),
                call(
                        c -> c.oauth().installedLocations(TOKEN, "C", "A", 20, 10),
                        "GET /oauth/installedLocations?companyId=C&appId=A&isInstalled=true&skip=20&limit=10",
                        null,
                        ""),
                call(c -> c.locations().get(TOKEN, "L"), "GET /locations/L", null, ""),
                call(
                        c -> c.locations().contactCustomFields(TOKEN, "L"),
                        "GET /locations/L/customFields?model=contact",
                        null,
                        ""),
                call(c -> c.locations().tags(TOKEN, "L"), "GET /locations/L/tags", null, ""),
                call(
                        c -> c.locations().searchTasks(TOKEN, "L", List.of("c1"), 25, 50),
                        "POST /locations/L/tasks/search",
                        JSON,
                        "{\"limit\":25,\"skip\":50,\"contactId\":[\"c1\"]}"),
                call(
                        c -> c.opportunities()
                                .search(TOKEN, "L", null, 100, new OpportunitiesApi.Cursor(1700000000000L, "o9")),
                        "GET /opportunities/search?location_id=L&order=added_asc&limit=100&startAfter=1700000000000&startAfterId=o9",
                        null,
                        ""),
                call(c -> c.opportunities().get(TOKEN, "o1"), "GET /opportunities/o1", null, ""),
                call(
                        c -> c.opportunities().pipelines(TOKEN, "L"),
                        "GET /opportunities/pipelines?locationId=L",
                        null,
                        ""),
                call(c -> c.calendars().list(TOKEN, "L"), "GET /calendars/?locationId=L", null, ""),
                call(
                        c -> c.calendars()
                                .events(TOKEN, "L", "cal", Instant.ofEpochMilli(1000), Instant.ofEpochMilli(2000)),
                        "GET /calendars/events?locationId=L&calendarId=cal&startTime=1000&endTime=2000",
                        null,
                        ""),
                call(c -> c.calendars().appointment(TOKEN, "e1"), "GET /calendars/events/appointments/e1", null, ""));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void sendsWhatTheSpecificationAsksFor(
            Function<GhlClient, GhlResponse> call, String line, @Nullable String contentType, String body) {
        // Given
        try (StubServer server = new StubServer(StubServer.answering(200, "{}", Map.of()));
                GhlClient client =
                        new GhlClient(GhlClientConfig.of(URI.create(server.uri() + "/")), InstantSource.system())) {

            // When
            GhlResponse response = call.apply(client);

            // Then
            Seen seen = server.onlyRequest();
            assertThat(response).isInstanceOf(GhlResponse.Ok.class);
            assertThat(seen.method() + " " + seen.uri()).isEqualTo(line);
            assertThat(seen.body()).isEqualTo(body);
            assertThat(seen.headers().getFirst("Content-Type")).isEqualTo(contentType);
            assertThat(seen.headers().getFirst("Version"))
                    .isEqualTo(line.contains("/calendars") ? "2021-04-15" : "2021-07-28");
            assertThat(seen.headers().getFirst("User-Agent")).contains("ghl-sync");
            assertThat(seen.headers().getFirst("Authorization"))
                    .isEqualTo(line.contains("/oauth/token") ? null : "Bearer pit-123");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void refusesAnIdThatWouldLeaveItsPlace(String id) {
        try (GhlClient client =
                new GhlClient(GhlClientConfig.of(URI.create("http://127.0.0.1:1/prefix")), InstantSource.system())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.contacts().get(TOKEN, id))
                    .withMessageContaining("id in a GHL path");
        }
    }

    @Test
    void refusesCallsThatWouldSpendQuotaForNothing() {
        try (GhlClient client =
                new GhlClient(GhlClientConfig.of(URI.create("http://127.0.0.1:1")), InstantSource.system())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.contacts().addTags(TOKEN, "c1", List.of()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.contacts().searchDuplicate(TOKEN, "L", null, null));
        }
    }

    private static Arguments call(
            Function<GhlClient, GhlResponse> call, String line, @Nullable String contentType, String body) {
        return Arguments.of(call, line, contentType, body);
    }
}
