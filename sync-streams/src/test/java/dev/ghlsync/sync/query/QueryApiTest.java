package dev.ghlsync.sync.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.ExternalId;
import dev.ghlsync.sync.SyncScenario;
import dev.ghlsync.sync.config.ApiToken;
import dev.ghlsync.sync.ops.Health;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryApiTest {
    private static final ApiToken TOKEN = new ApiToken("0123456789abcdef");

    private final SyncScenario sync = new SyncScenario();
    private final QueryApi api = api(location -> new Ownership.Whereabouts.Here(sync.stores()), null);

    @BeforeEach
    void connect() {
        sync.connect("loc1");
    }

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void locationTellsHowItIsConnected() {
        // When
        var answer = get("/locations/loc1");

        // Then
        assertThat(json(answer).path("connected").asBoolean()).isTrue();
        assertThat(json(answer).path("epoch").asInt()).isEqualTo(1);
        assertThat(json(answer).path("organizationId").asText()).isEqualTo("org-1");
        assertThat(json(answer).path("settings").path("country").asText()).isEqualTo("US");
    }

    @Test
    void contactHasTheShapeOfItsPublicRecord() {
        // Given
        ghlContact("ghl1", "ada@example.com");
        var id = sync.written().contactOfGhl("ghl1").orElseThrow().getContactId();

        // When
        var contact = json(get("/locations/loc1/contacts/" + id));

        // Then
        assertThat(contact.path("email").asText()).isEqualTo("ada@example.com");
        assertThat(contact.path("version").asLong()).isEqualTo(1);
        assertThat(contact.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(contact.path("tags").get(0).asText()).isEqualTo("vip");
        assertThat(contact.path("address").path("city").asText()).isEqualTo("London");
        assertThat(contact.path("createdAt").asText()).isEqualTo(SyncScenario.START.toString());
        assertThat(contact.path("provenance").get(0).path("side").asText()).isEqualTo("GHL");
        assertThat(contact.has("mergedFrom")).isFalse();
        assertThat(contact.has("correlationId")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email=ADA@example.com",
                "phone=(202)%20555-0143",
                "phone=+12025550143",
                "ghlContactId=ghl1",
            })
    void contactIsFoundByWhatItIsKnownBy(String lookup) {
        // Given
        ghlContact("ghl1", "ada@example.com");
        ghlContact("ghl2", "bob@example.com");

        // When
        var found = json(get("/locations/loc1/contacts", lookup)).path("contacts");

        // Then
        assertThat(found).extracting(c -> c.path("ghlContactId").asText()).contains("ghl1");
    }

    @Test
    void contactIsFoundByExternalId() {
        // Given
        change("change1", c -> c.setExternalIds(List.of(new ExternalId("booking", "a:7"))));

        // When
        var found =
                json(get("/locations/loc1/contacts", "externalId=Booking:a:7")).path("contacts");

        // Then
        assertThat(found).hasSize(1);
    }

    @Test
    void mergedContactAnswersWithItsSurvivor() {
        // Given
        ghlContact("ghl1", "ada@example.com");
        var survivor = sync.written().contactOfGhl("ghl1").orElseThrow().getContactId();
        change(
                "change1",
                c -> c.setTarget(ChangeTarget.newBuilder()
                        .setContactId("minted-1")
                        .setCreate(true)
                        .build()));

        // When
        var contact = json(get("/locations/loc1/contacts/minted-1"));

        // Then
        assertThat(contact.path("contactId").asText()).isEqualTo(survivor);
        assertThat(contact.path("mergedFrom").asText()).isEqualTo("minted-1");
    }

    @Test
    void pagesGoThroughAllContactsOnceWhileNewOnesCome() {
        // Given
        for (int i = 0; i < 7; i++) {
            ghlContact("ghl" + i, "c" + i + "@example.com");
        }
        sync.connect("loc10");

        // When
        var ids = new ArrayList<String>();
        String cursor = "";
        do {
            var page = json(get("/locations/loc1/contacts", "limit=3&cursor=" + cursor));
            page.path("contacts").forEach(c -> ids.add(c.path("contactId").asText()));
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : page.path("nextCursor").asText();
        } while (!cursor.isEmpty());

        // Then
        assertThat(ids).hasSize(7).doesNotHaveDuplicates().isSorted();
        assertThat(json(get("/locations/loc10/contacts")).path("contacts")).isEmpty();
    }

    @Test
    void changeIsFollowedUntilItIsInGhl() {
        // Given
        change("change1", c -> {});
        sync.advance(Duration.ofMillis(500));
        var pending = json(get("/locations/loc1/changes/change1"));

        // When
        sync.result(sync.applied(sync.written().lastCommand(), """
            {"id":"ghl9","locationId":"loc1","firstName":"Ada","email":"ada@example.com"}\
            """).build());

        // Then
        assertThat(pending.path("status").asText()).isEqualTo("applied");
        assertThat(pending.path("inGhl").asText()).isEqualTo("pending");
        assertThat(json(get("/locations/loc1/changes/change1")).path("inGhl").asText())
                .isEqualTo("done");
    }

    @Test
    void rejectedChangeSaysWhy() {
        // When
        change(
                "change1",
                c -> c.setTarget(
                        ChangeTarget.newBuilder().setContactId("nobody").build()));

        // Then
        var answer = json(get("/locations/loc1/changes/change1"));
        assertThat(answer.path("status").asText()).isEqualTo("rejected");
        assertThat(answer.path("reason").asText()).isEqualTo("unknown_contact");
        assertThat(answer.path("inGhl").isNull()).isTrue();
    }

    @Test
    void changeNotSeenIsUnknown() {
        // When
        var answer = get("/locations/loc1/changes/change7");

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(json(answer).path("status").asText()).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "/locations/nowhere, , 404",
        "/locations/loc1/contacts/nobody, , 404",
        "/nothing, , 404",
        "/locations/loc1/contacts, limit=0, 400",
        "/locations/loc1/contacts, limit=501, 400",
        "/locations/loc1/contacts, limit=x, 400",
        "/locations/loc1/contacts, cursor=%00, 400",
        "/locations/loc1/contacts, email=a@b.c&phone=1, 400",
        "/locations/loc1/contacts, email=a@b.c&email=d@e.f, 400",
        "/locations/loc1/contacts, externalId=booking, 400",
        "/locations/loc1/contacts, nme=x, 400",
        "/locations/loc1, limit=1, 400",
        "/locations/loc1%00x, , 400",
        "/locations/loc1%zz, , 400",
        "/locations//contacts, , 400",
    })
    void whatCannotBeAnsweredGetsOneSentence(String path, @Nullable String query, int status) {
        // When
        var answer = get(path, query);

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(json(answer).path("error").asText()).endsWith(".");
    }

    @Test
    void onlyGetIsAllowed() {
        // When
        var answer = api.answer(new Request("POST", "/locations/loc1", null, null, false));

        // Then
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET");
    }

    @ParameterizedTest
    @CsvSource({
        "/locations/loc1, , 401",
        "/locations/loc1, Bearer wrong, 401",
        "/locations/loc1, 0123456789abcdef, 401",
        "/locations/loc1, Bearer 0123456789abcdef, 200",
        "/prometheus, , 401",
        "/prometheus, Bearer 0123456789abcdef, 200",
        "/health/liveness, , 200",
        "/health/readiness, , 503",
    })
    void tokenGuardsEverythingButHealth(String path, @Nullable String authorization, int status) {
        // Given
        var guarded = api(location -> new Ownership.Whereabouts.Here(sync.stores()), TOKEN);

        // When
        var answer = guarded.answer(new Request("GET", path, null, authorization, false));

        // Then
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void locationOnTheMoveIsToBeAskedForAgain() {
        // Given
        var moving = api(location -> new Ownership.Whereabouts.Moving("It moves."), null);

        // When
        var answer = moving.answer(new Request("GET", "/locations/loc1", null, null, false));

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsKey("Retry-After");
    }

    @Test
    void requestIsForwardedOnlyOnce() {
        // Given
        var elsewhere = api(location -> new Ownership.Whereabouts.There(new HostInfo("127.0.0.1", 1)), null);

        // When
        var answer = elsewhere.answer(new Request("GET", "/locations/loc1", null, null, true));

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(json(answer).path("error").asText()).contains("moving between instances");
    }

    private static QueryApi api(Ownership ownership, @Nullable ApiToken token) {
        return new QueryApi(ownership, new Health(), () -> "metrics", token);
    }

    private void ghlContact(String ghlId, String email) {
        sync.webhook("""
            {"type":"ContactCreate","locationId":"loc1","id":"%s","timestamp":"2026-06-01T11:59:58Z","firstName":"Ada",
             "email":"%s","phone":"(202) 555-0143","city":"London","tags":["vip"]}\
            """.formatted(ghlId, email));
    }

    private void change(String changeId, Consumer<CrmChange.Builder> more) {
        var change = CrmChange.newBuilder()
                .setChangeId(changeId)
                .setProducer("booking")
                .setLocationId("loc1")
                .setKind(ChangeKind.UPSERT)
                .setTarget(ChangeTarget.newBuilder().setCreate(true).build())
                .setSet(ContactFields.newBuilder()
                        .setGivenName("Ada")
                        .setEmail("ada@example.com")
                        .build());
        more.accept(change);
        sync.change(change.build());
    }

    private Answer get(String path) {
        return get(path, null);
    }

    private Answer get(String path, @Nullable String query) {
        return api.answer(new Request("GET", path, query, null, false));
    }

    private static JsonNode json(Answer answer) {
        try {
            return new JsonMapper().readTree(new String(answer.body(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new AssertionError("The answer is no JSON.", e);
        }
    }
}
