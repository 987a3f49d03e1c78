package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static dev.ghlsync.e2e.Place.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.dlq.DlqCommand;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A value that GoHighLevel does not take holds back nothing but itself, and goes away when it is corrected. */
@EndToEnd
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BadPhoneTest {
    private static final String BAD = "+4930123456";
    private static final String GOOD = "+4930654321";

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
        place.editedByUs(contactId, "{\"phone\": \"" + BAD + "\", \"city\": \"Berlin\"}");
        JsonNode entry = entryOf(installation, contactId);
        JsonNode shown = installation
                .pusher()
                .get("/dlq/entries/" + entry.path("entryId").asText() + "?pii=true")
                .require("the dead letter");
        String sentWithIt = cityInGhl(place, ghlId, "Berlin");
        JsonNode held = heldOf(place, contactId);
        place.editedByUs(contactId, "{\"city\": \"Hamburg\"}");
        String sentAfterIt = cityInGhl(place, ghlId, "Hamburg");
        JsonNode phoneMeanwhile = place.inGhl(ghlId).path("phone");
        boolean stillThere = !letters(installation, contactId).isEmpty();
        int exit = DlqCommand.withSubcommands(Map.of())
                .execute(
                        "replay",
                        entry.path("entryId").asText(),
                        "--set",
                        "phone=" + GOOD,
                        "--why",
                        "typing error",
                        "--pusher",
                        installation.stack().addresses().http(Member.PUSHER).toString());

        // Then
        assertThat(entry.path("reason").asText()).isEqualTo("field_refused");
        assertThat(entry.path("fields").path(0).asText()).isEqualTo("phone");
        assertThat(shown.path("command").toString()).contains(BAD);
        assertThat(audited(installation))
                .as("who saw the number")
                .anySatisfy(noted -> assertThat(noted)
                        .contains(entry.path("entryId").asText(), "personal data shown: the values it wanted"));
        assertThat(sentWithIt).isEqualTo("Berlin");
        assertThat(sentAfterIt).isEqualTo("Hamburg");
        assertThat(held.findValuesAsText("field")).containsExactly("phone");
        assertThat(phoneMeanwhile.asText("")).isEmpty();
        assertThat(stillThere).isTrue();
        assertThat(exit).isZero();
        await("the corrected number in GoHighLevel")
                .atMost(ARRIVAL)
                .untilAsserted(() ->
                        assertThat(place.inGhl(ghlId).path("phone").asText()).isEqualTo(GOOD));
        await("the end of the dead letter")
                .atMost(ARRIVAL)
                .untilAsserted(
                        () -> assertThat(letters(installation, contactId)).isEmpty());
        await("the end of the hold")
                .atMost(ARRIVAL)
                .untilAsserted(() ->
                        assertThat(place.queried(contactId).body().path("held")).isEmpty());
    }

    /** Entries of the audit; Avro keeps texts readable. */
    private static List<String> audited(Installation installation) {
        try (var log = new TopicLog(installation.kafka(), Topics.OPS_AUDIT)) {
            return log.upToNow().stream()
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .toList();
        }
    }

    private static String cityInGhl(Place place, String ghlId, String expected) {
        return await(expected + " in GoHighLevel")
                .atMost(ARRIVAL)
                .until(() -> place.inGhl(ghlId).path("city").asText(""), expected::equals);
    }

    private static JsonNode heldOf(Place place, String contactId) {
        return await("the hold")
                .atMost(ARRIVAL)
                .until(() -> place.queried(contactId).body().path("held"), held -> !held.isEmpty());
    }

    private static JsonNode entryOf(Installation installation, String contactId) {
        return await("a dead letter")
                .atMost(ARRIVAL)
                .until(() -> letters(installation, contactId).path(0), entry -> !entry.isMissingNode());
    }

    private static JsonNode letters(Installation installation, String contactId) {
        return installation
                .pusher()
                .get("/dlq/entries?contact=" + contactId)
                .require("the list of dead letters")
                .path("entries");
    }
}
