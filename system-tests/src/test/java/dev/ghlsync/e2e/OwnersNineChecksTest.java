package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static dev.ghlsync.e2e.Place.text;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The owner's nine checks, each on the running product: users edit in the sandbox, our side writes through REST and reads {@code sync.contacts}. */
@EndToEnd
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OwnersNineChecksTest {
    private static final int PEOPLE = 130;

    @Test
    void check1InboundCreate(Place place) {
        // Given
        String contact = """
            {"firstName": "Ada", "lastName": "Lovelace", "email": "Ada@Example.com", "phone": "+12025550143",
             "companyName": "Engines Ltd", "city": "London", "country": "GB", "tags": ["VIP"], "source": "web form"}\
            """;

        // When
        String ghlId = place.createdInGhl(contact);

        // Then
        GenericRecord arrived = place.awaited(
                ghlId, record -> assertThat(text(record, "source")).isEqualTo("web form"));
        assertThat(text(arrived, "givenName")).isEqualTo("Ada");
        assertThat(text(arrived, "familyName")).isEqualTo("Lovelace");
        assertThat(text(arrived, "email")).isEqualTo("ada@example.com");
        assertThat(text(arrived, "phone")).isEqualTo("+12025550143");
        assertThat(text(arrived, "company")).isEqualTo("Engines Ltd");
        assertThat(text((GenericRecord) arrived.get("address"), "city")).isEqualTo("London");
        assertThat(text(arrived, "tags")).isEqualTo("[vip]");
        assertThat(text(arrived, "status")).isEqualTo("ACTIVE");
        assertThat(text(arrived, "locationId")).isEqualTo(place.id());
    }

    @Test
    void check2InboundUpdate(Place place) {
        // Given
        String ghlId = place.createdInGhl(
                "{\"firstName\": \"Grace\", \"email\": \"grace@example.com\", \"phone\": \"+12025550144\"}");
        long before = version(
                place.awaited(ghlId, record -> assertThat(text(record, "phone")).isEqualTo("+12025550144")));

        // When
        place.editedInGhl(ghlId, "{\"firstName\": \"Grace Brewster\", \"phone\": null, \"city\": \"New York\"}");

        // Then
        GenericRecord changed = place.awaited(ghlId, record -> {
            assertThat(text(record, "givenName")).isEqualTo("Grace Brewster");
            assertThat(text(record, "phone")).isEmpty();
        });
        assertThat(text((GenericRecord) changed.get("address"), "city")).isEqualTo("New York");
        assertThat(text(changed, "email")).isEqualTo("grace@example.com");
        assertThat(version(changed)).isGreaterThan(before);
    }

    @Test
    void check3InboundDelete(Place place) {
        // Given
        String ghlId = place.createdInGhl("{\"firstName\": \"Gone\", \"email\": \"gone@example.com\"}");
        place.awaited(ghlId, record -> assertThat(text(record, "status")).isEqualTo("ACTIVE"));

        // When
        place.deletedInGhl(ghlId);

        // Then
        GenericRecord deleted = place.awaited(
                ghlId, record -> assertThat(text(record, "status")).isEqualTo("INACTIVE"));
        assertThat(deleted.get("deletedInGhlAt")).isNotNull();
        assertThat(text(deleted, "email")).isEqualTo("gone@example.com");
    }

    @Test
    void check4OutboundCreate(Place place) {
        // Given
        String contact = """
            {"givenName": "Alan", "familyName": "Turing", "email": "alan@example.com", "phone": "+12025550145",
             "city": "Wilmslow", "company": "Bletchley", "tags": ["coaching"]}\
            """;

        // When
        JsonNode accepted = place.createdByUs(contact);

        // Then
        String ghlId = place.linked(accepted.path("contactId").asText());
        JsonNode inGhl = place.inGhl(ghlId);
        assertThat(inGhl.path("firstName").asText()).isEqualTo("Alan");
        assertThat(inGhl.path("lastName").asText()).isEqualTo("Turing");
        assertThat(inGhl.path("email").asText()).isEqualTo("alan@example.com");
        assertThat(inGhl.path("phone").asText()).isEqualTo("+12025550145");
        assertThat(inGhl.path("city").asText()).isEqualTo("Wilmslow");
        assertThat(inGhl.path("companyName").asText()).isEqualTo("Bletchley");
        assertThat(inGhl.path("tags").valueStream().map(JsonNode::asText)).containsExactly("coaching");
        await().atMost(ARRIVAL).untilAsserted(() -> {
            JsonNode change = place.change(accepted.path("changeId").asText()).require("the question for the change");
            assertThat(change.path("status").asText()).isEqualTo("applied");
            assertThat(change.path("inGhl").asText()).isEqualTo("done");
        });
        assertThat(place.everyoneInGhl()).hasSize(1);
    }

    @Test
    void check5OutboundUpdate(Place place) {
        // Given
        String ghlId = place.createdInGhl(
                "{\"firstName\": \"Katherine\", \"email\": \"kj@example.com\", \"phone\": \"+12025550146\"}");
        GenericRecord known =
                place.awaited(ghlId, record -> assertThat(text(record, "phone")).isEqualTo("+12025550146"));

        // When
        place.editedByUs(text(known, "contactId"), "{\"givenName\": \"Kate\", \"city\": \"Hampton\", \"phone\": null}");

        // Then
        await().atMost(ARRIVAL).untilAsserted(() -> {
            JsonNode inGhl = place.inGhl(ghlId);
            assertThat(inGhl.path("firstName").asText()).isEqualTo("Kate");
            assertThat(inGhl.path("city").asText()).isEqualTo("Hampton");
            assertThat(inGhl.path("phone").asText("")).isEmpty();
            assertThat(inGhl.path("email").asText()).isEqualTo("kj@example.com");
        });
        GenericRecord settled = place.awaited(
                ghlId, record -> assertThat(text(record, "pending")).isEqualTo("[]"));
        assertThat(text(settled, "givenName")).isEqualTo("Kate");
        assertThat(text(settled, "phone")).isEmpty();
    }

    @Test
    void check6DuplicateDetection(Place place) {
        // Given
        String ghlId = place.createdInGhl("{\"firstName\": \"Mary\", \"email\": \"mary@example.com\"}");
        String known = text(
                place.awaited(
                        ghlId, record -> assertThat(text(record, "givenName")).isEqualTo("Mary")),
                "contactId");

        // When
        JsonNode accepted = place.createdByUs("{\"email\": \" MARY@example.com\", \"city\": \"Denver\"}");

        // Then
        await().atMost(ARRIVAL)
                .untilAsserted(() ->
                        assertThat(place.inGhl(ghlId).path("city").asText()).isEqualTo("Denver"));
        assertThat(place.everyoneInGhl()).hasSize(1);
        JsonNode change = place.change(accepted.path("changeId").asText()).require("the question for the change");
        assertThat(change.path("mergedInto").asText()).isEqualTo(known);
        JsonNode byAlias = place.queried(accepted.path("contactId").asText()).require("the question for the alias");
        assertThat(byAlias.path("contactId").asText()).isEqualTo(known);
        assertThat(byAlias.path("givenName").asText()).isEqualTo("Mary");
    }

    @Test
    void check7InitialSync(Installation installation) {
        // Given
        try (Place place = Place.made(installation, "OwnersNineChecksTest-people", PEOPLE)) {
            Map<String, String> emails = emailsInGhl(place);

            // When
            JsonNode sync = place.connect();

            // Then
            assertThat(sync.path("contacts").asInt()).isEqualTo(PEOPLE);
            assertThat(sync.path("pages").asInt()).isGreaterThan(1);
            await().atMost(ARRIVAL)
                    .untilAsserted(() -> assertThat(emailsWithUs(place)).isEqualTo(emails));
        }
    }

    /** Covers what there is of reconciliation: connecting again reads everything anew. The periodic one by {@code dateUpdated} is not built yet. */
    @Test
    void check8ReconciliationByConnectingAgainFindsWhatWebhooksLost(Place place) {
        // Given
        String edited = place.createdInGhl("{\"firstName\": \"Before\", \"email\": \"lost1@example.com\"}");
        place.awaited(edited, record -> assertThat(text(record, "givenName")).isEqualTo("Before"));
        String created = place.unheard(() -> {
            place.editedInGhl(edited, "{\"firstName\": \"After\"}");
            return place.createdInGhl("{\"firstName\": \"Unheard\", \"email\": \"lost2@example.com\"}");
        });
        place.awaitInSearch(2);
        boolean unheard = place.onTopic(created).isEmpty();

        // When
        place.connect();

        // Then
        assertThat(unheard).isTrue();
        place.awaited(edited, record -> assertThat(text(record, "givenName")).isEqualTo("After"));
        place.awaited(created, record -> assertThat(text(record, "givenName")).isEqualTo("Unheard"));
    }

    @Test
    void check9TagSync(Place place) {
        // Given
        String ghlId = place.createdInGhl("{\"email\": \"tags@example.com\", \"tags\": [\"old\", \"kept\"]}");
        String contactId = text(
                place.awaited(ghlId, record -> assertThat(text(record, "tags")).contains("old", "kept")), "contactId");

        // When
        place.taggedInGhl(ghlId, "{\"tags\": [\"From-GHL\"]}");
        place.editedByUs(contactId, "{\"tagsAdd\": [\"from-us\"], \"tagsRemove\": [\"old\"]}");

        // Then
        await().atMost(ARRIVAL)
                .untilAsserted(() -> assertThat(
                                place.inGhl(ghlId).path("tags").valueStream().map(JsonNode::asText))
                        .containsExactlyInAnyOrder("kept", "from-ghl", "from-us"));
        place.awaited(
                ghlId,
                record -> assertThat(text(record, "tags"))
                        .contains("kept", "from-ghl", "from-us")
                        .doesNotContain("old"));
    }

    private static long version(GenericRecord contact) {
        return (long) contact.get("version");
    }

    private static Map<String, String> emailsInGhl(Place place) {
        return place.everyoneInGhl()
                .valueStream()
                .collect(toMap(
                        contact -> contact.path("id").asText(),
                        contact -> contact.path("email").asText("")));
    }

    private static Map<String, String> emailsWithUs(Place place) {
        return place.topic().contacts().stream()
                .collect(toMap(contact -> text(contact, "ghlContactId"), contact -> text(contact, "email")));
    }
}
