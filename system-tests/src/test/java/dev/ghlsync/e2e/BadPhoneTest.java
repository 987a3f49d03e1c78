package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static dev.ghlsync.e2e.Place.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.dlq.DlqCommand;
import dev.ghlsync.cli.stack.Member;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A value that GoHighLevel does not take holds back nothing but itself, and goes away when it is corrected. */
@EndToEnd
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BadPhoneTest {
    @Test
    void oneBadPhoneNumberStopsNoOtherEditAndItsCorrectionClearsHoldAndDeadLetter(
            Installation installation, Place place) {
        // Given
        String ghlId = place.createdInGhl("{\"firstName\": \"Otto\", \"email\": \"otto@example.com\"}");
        String contactId = text(
                place.awaited(
                        ghlId, record -> assertThat(text(record, "givenName")).isEqualTo("Otto")),
                "contactId");
        installation.fault(Map.of(
                "kind",
                "status",
                "status",
                422,
                "message",
                "phone must be a valid phone number",
                "method",
                "PUT",
                "path",
                "/contacts/" + ghlId,
                "count",
                1));

        // When
        place.editedByUs(contactId, "{\"phone\": \"+4930123456\", \"city\": \"Berlin\"}");
        JsonNode entry = entryOf(installation, contactId);
        place.editedByUs(contactId, "{\"city\": \"Hamburg\"}");
        await().atMost(ARRIVAL)
                .untilAsserted(() ->
                        assertThat(place.inGhl(ghlId).path("city").asText()).isEqualTo("Hamburg"));
        boolean stillHeld = !letters(installation, contactId).path("entries").isEmpty();
        int exit = DlqCommand.withSubcommands(Map.of())
                .execute(
                        "replay",
                        entry.path("entryId").asText(),
                        "--set",
                        "phone=+4930654321",
                        "--why",
                        "typing error",
                        "--pusher",
                        installation.stack().addresses().http(Member.PUSHER).toString());

        // Then
        assertThat(exit).isZero();
        assertThat(entry.path("reason").asText()).isEqualTo("field_refused");
        assertThat(entry.path("fields").path(0).asText()).isEqualTo("phone");
        assertThat(stillHeld).isTrue();
        await().atMost(ARRIVAL)
                .untilAsserted(() ->
                        assertThat(place.inGhl(ghlId).path("phone").asText()).isEqualTo("+4930654321"));
        await("the end of the dead letter")
                .atMost(ARRIVAL)
                .untilAsserted(() -> assertThat(letters(installation, contactId).path("entries"))
                        .isEmpty());
        await("the end of the hold")
                .atMost(ARRIVAL)
                .untilAsserted(() ->
                        assertThat(place.queried(contactId).body().path("held")).isEmpty());
    }

    private static JsonNode entryOf(Installation installation, String contactId) {
        return await("a dead letter")
                .atMost(ARRIVAL)
                .until(() -> letters(installation, contactId).path("entries").path(0), entry -> !entry.isMissingNode());
    }

    private static JsonNode letters(Installation installation, String contactId) {
        return installation.pusher().get("/dlq/entries?contact=" + contactId).require("the list of dead letters");
    }
}
