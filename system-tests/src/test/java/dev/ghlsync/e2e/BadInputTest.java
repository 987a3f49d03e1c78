package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static dev.ghlsync.e2e.Place.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.http.JsonReply;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input is refused in one sentence or kept beside what it cannot be, and costs nothing else. */
@EndToEnd
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BadInputTest {
    private static final int TWO_MEGABYTES = 2 * 1024 * 1024;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "400 | {\"type\": \"ContactUpdate\",                 | JSON",
                "400 | {\"locationId\": \"L\", \"id\": \"c\"}        | type",
                "400 | {\"type\": 5, \"locationId\": \"L\"}          | type",
                "400 | [\"ContactUpdate\"]                           | JSON",
            })
    void webhookThatSaysNothingIsRefusedInOneSentence(int status, String body, String named, Installation installation)
            throws IOException, InterruptedException {
        // Given
        var webhooks = new SignedWebhooks(installation);
        // When
        HttpResponse<String> answer = webhooks.post(body.strip());
        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertOneSentence(answer.body(), named);
    }

    @Test
    void bodyOfTwoMegabytesIsRefusedAndTheNextWebhookIsTaken(Installation installation, Place place)
            throws IOException, InterruptedException {
        // Given
        String ghlId = place.createdInGhl("{\"firstName\": \"Small\", \"email\": \"small@example.com\"}");
        place.awaited(ghlId, record -> assertThat(text(record, "givenName")).isEqualTo("Small"));
        var webhooks = new SignedWebhooks(installation);
        // When
        HttpResponse<String> answer =
                webhooks.post("{\"type\": \"ContactUpdate\", \"pad\": \"" + "x".repeat(TWO_MEGABYTES) + "\"}");
        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        assertOneSentence(answer.body(), "WEBHOOK_MAX_BYTES");
        place.editedInGhl(ghlId, "{\"firstName\": \"Behind\"}");
        place.awaited(ghlId, record -> assertThat(text(record, "givenName")).isEqualTo("Behind"));
    }

    /** Values of wrong types in a webhook are left out; what can be read is taken. */
    @Test
    void wrongTypesInAWebhookCostOnlyThemselves(Installation installation, Place place)
            throws IOException, InterruptedException {
        // Given
        String ghlId = place.createdInGhl("{\"firstName\": \"Typed\", \"email\": \"typed@example.com\"}");
        place.awaited(ghlId, record -> assertThat(text(record, "givenName")).isEqualTo("Typed"));
        JsonNode edit = place.editedUnheard(ghlId, "{\"lastName\": \"Kept\"}");
        var mangled = edit.<ObjectNode>deepCopy();
        mangled.putObject("email").put("not", "text");
        mangled.put("tags", 7);
        // When
        HttpResponse<String> answer = new SignedWebhooks(installation).post(mangled);
        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        GenericRecord contact = place.awaited(
                ghlId, record -> assertThat(text(record, "familyName")).isEqualTo("Kept"));
        assertThat(text(contact, "email")).isEqualTo("typed@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"nickname\": \"Z\"}   | nickname",
                "{\"email\": 5}          | email",
                "{\"tagsAdd\": \"vip\"}  | tagsAdd",
            })
    void changeThatCannotBeReadIsRefusedInOneSentence(
            String body, String named, Installation installation, Place place) {
        // Given
        String path = "/locations/" + place.id() + "/contacts/some-contact";
        // When
        JsonReply reply = installation.gateway().send("PATCH", path, Place.json(body));
        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertOneSentence(reply.body().toString(), named);
    }

    @Test
    void changeOfAnUnknownContactIsRejectedAndSaysWhy(Place place) {
        // Given
        String unknown = "01900000-0000-7000-8000-000000000000";
        // When
        String changeId = place.editedByUs(unknown, "{\"city\": \"Nowhere\"}")
                .path("changeId")
                .asText();
        // Then
        JsonNode change = await().atMost(ARRIVAL)
                .until(
                        () -> place.change(changeId).body(),
                        body -> body.path("status").asText().equals("rejected"));
        assertThat(change.path("reason").asText()).isNotEmpty();
    }

    @Test
    void invalidPhoneStaysAsTextAndTheRestOfTheChangeArrives(Place place) {
        // Given
        String phone = "ring twice";
        // When
        String contactId = place.createdByUs(
                        "{\"givenName\": \"Phony\", \"email\": \"phony@example.com\", \"phone\": \"" + phone + "\"}")
                .path("contactId")
                .asText();
        // Then
        String ghlId = place.linked(contactId);
        assertThat(place.inGhl(ghlId).path("firstName").asText()).isEqualTo("Phony");
        assertThat(place.inGhl(ghlId).path("phone").asText("")).isEmpty();
        GenericRecord contact = place.awaited(
                ghlId, record -> assertThat(text(record, "phoneRaw")).isEqualTo(phone));
        assertThat(text(contact, "phone")).isEmpty();
        assertThat((List<?>) contact.get("notWritable"))
                .extracting(Object::toString)
                .contains("phone");
    }

    /** The answer is a JSON object with one sentence that names the thing and carries no trace. */
    private static void assertOneSentence(String body, String named) {
        String sentence = Place.json(body).path("error").asText();
        assertThat(sentence).contains(named).endsWith(".").doesNotContain("\n", "Exception", "\tat ");
    }
}
