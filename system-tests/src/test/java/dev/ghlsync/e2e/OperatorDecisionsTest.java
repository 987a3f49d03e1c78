package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static dev.ghlsync.e2e.Place.json;
import static dev.ghlsync.e2e.Place.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator does about people over REST, as the runbook says. */
@EndToEnd
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OperatorDecisionsTest {

    @Test
    void aMergeIsRefusedWhileBothLiveInGhlAndTakenBackByASplit(Installation installation, Place place) {
        // Given
        String staysInGhl = place.createdInGhl("{\"firstName\": \"Bea\", \"email\": \"bea@example.com\"}");
        String stays = contactId(place, staysInGhl);
        String goes = place.createdByUs("{\"givenName\": \"Beatrice\", \"city\": \"Bonn\", \"phone\": \"+4930123456\"}")
                .path("contactId")
                .asText();
        String goesInGhl = place.linked(goes);

        // When
        JsonNode refused = outcome(installation, place, goes + "/merge", "{\"into\": \"" + stays + "\"}");
        place.deletedInGhl(goesInGhl);
        awaitStatus(place, goes, "INACTIVE");
        JsonNode merged = outcome(installation, place, goes + "/merge", "{\"into\": \"" + stays + "\"}");
        GenericRecord afterMerge = awaitStatus(place, goes, "MERGED");
        await("what came with the merge to be pushed")
                .atMost(ARRIVAL)
                .until(() -> place.inGhl(staysInGhl).path("city").asText().equals("Bonn"));
        JsonNode split = outcome(installation, place, goes + "/split", "{}");

        // Then
        assertThat(refused.path("status").asText()).isEqualTo("rejected");
        assertThat(refused.path("reason").asText()).isEqualTo("both_live_in_ghl");
        assertThat(merged.path("status").asText()).isNotEqualTo("rejected");
        assertThat(text(afterMerge, "mergedInto")).isEqualTo(stays);
        assertThat(split.path("status").asText()).isNotEqualTo("rejected");
        awaitStatus(place, goes, "INACTIVE");
        assertThat(city(place, goes)).isEqualTo("Bonn");
        assertThat(city(place, stays)).as("what was pushed stays on both sides").isEqualTo("Bonn");
    }

    private static JsonNode outcome(Installation installation, Place place, String path, String body) {
        String changeId = installation
                .gateway()
                .send("POST", "/locations/" + place.id() + "/contacts/" + path, json(body))
                .require("an operator's decision")
                .path("changeId")
                .asText();
        return await("the outcome of " + path)
                .atMost(ARRIVAL)
                .until(
                        () -> place.change(changeId).require("the question for the change"),
                        change -> !change.path("status").asText().equals("pending"));
    }

    private static String contactId(Place place, String ghlId) {
        return text(
                place.awaited(ghlId, record -> assertThat(text(record, "email")).isNotEmpty()), "contactId");
    }

    private static GenericRecord awaitStatus(Place place, String contactId, String status) {
        return await(contactId + " to be " + status)
                .atMost(ARRIVAL)
                .until(
                        () -> place.topic().contacts().stream()
                                .filter(contact -> contactId.equals(text(contact, "contactId")))
                                .findFirst()
                                .orElseThrow(),
                        contact -> status.equals(text(contact, "status")));
    }

    private static String city(Place place, String contactId) {
        return place.queried(contactId)
                .require("the contact")
                .path("address")
                .path("city")
                .asText("");
    }
}
