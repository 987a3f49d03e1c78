package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static dev.ghlsync.e2e.Place.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/playbooks.md for Kafka's own tools: dead letters seen, replayed and resolved without ghl-sync. */
@EndToEnd
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KafkaOnlyTest {
    @TempDir
    private Path folder;

    @Test
    void anEntryOfPushDlqIsSeenReplayedAndResolvedWithTheConsoleTools(Installation installation, Place place) {
        // Given
        var tools = new KafkaTools(folder);
        JsonNode replayed = deadLetter(installation, place, "replayed");
        JsonNode resolved = deadLetter(installation, place, "resolved");

        // When
        String seen = seen(tools, installation, "push.dlq", resolved);
        tools.run(
                "--topic push.retry-1m",
                Map.of(
                        "HOST:PORT", broker(installation),
                        "L", place.id(),
                        "V", replayed.path("version").asText(),
                        "CONTACT", replayed.path("contactId").asText()));
        tools.run(
                "ENTRY",
                Map.of(
                        "HOST:PORT", broker(installation),
                        "ENTRY", resolved.path("entryId").asText()));

        // Then
        assertThat(seen)
                .contains(replayed.path("entryId").asText())
                .contains("reason:field_refused")
                .contains("original-key:" + replayed.path("contactId").asText())
                .contains("version:" + replayed.path("version").asText());
        await("the replayed and the resolved entry to go")
                .atMost(ARRIVAL)
                .untilAsserted(() -> assertThat(entriesOf(installation, "location=" + place.id()))
                        .isEmpty());
        assertThat(website(place, replayed)).isEqualTo("https://replayed.example.com");
        assertThat(website(place, resolved)).isEmpty();
    }

    @Test
    void anEntryOfSyncDlqIsSeenAndResolvedWithTheConsoleTools(Installation installation, Place place) {
        // Given
        var tools = new KafkaTools(folder);
        byte[] garbage = ("garbage of " + place.id()).getBytes(StandardCharsets.UTF_8);
        RecordMetadata source = installation.produce(Topics.CRM_CHANGES, 0, null, garbage);
        JsonNode entry = await("the dead letter of offset " + source.offset())
                .atMost(ARRIVAL)
                .until(() -> of(installation, source), found -> !found.isEmpty())
                .getFirst();

        // When
        String seen = seen(tools, installation, "sync.dlq", entry);
        tools.run(
                "ENTRY",
                Map.of(
                        "HOST:PORT", broker(installation),
                        "push\\.dlq", "sync.dlq",
                        "ENTRY", entry.path("entryId").asText()));

        // Then
        assertThat(seen).contains("reason:not_wire_format", "source-offset:" + source.offset());
        await("the entry to go")
                .atMost(ARRIVAL)
                .untilAsserted(() -> assertThat(of(installation, source)).isEmpty());
    }

    /** What the documented command shows; on a busy machine it may give up before the first record. */
    private static String seen(KafkaTools tools, Installation installation, String topic, JsonNode entry) {
        return await(topic + " to be shown")
                .atMost(ARRIVAL.multipliedBy(2))
                .until(
                        () -> tools.run("--topic " + topic + " --from", Map.of("HOST:PORT", broker(installation))),
                        shown -> shown.contains(entry.path("entryId").asText()));
    }

    private static JsonNode deadLetter(Installation installation, Place place, String name) {
        String ghlId = place.createdInGhl("{\"firstName\": \"" + name + "\", \"email\": \"" + name + "@example.com\"}");
        String contactId = text(
                place.awaited(
                        ghlId, record -> assertThat(text(record, "givenName")).isEqualTo(name)),
                "contactId");
        installation.fault(Map.of(
                "kind",
                "status",
                "status",
                422,
                "message",
                "website must be a URL address",
                "method",
                "PUT",
                "path",
                "/contacts/" + ghlId,
                "count",
                1));
        place.editedByUs(contactId, "{\"website\": \"https://" + name + ".example.com\"}");
        return await("a dead letter of " + name)
                .atMost(ARRIVAL)
                .until(() -> entriesOf(installation, "contact=" + contactId), found -> !found.isEmpty())
                .getFirst();
    }

    private static String website(Place place, JsonNode entry) {
        return place.inGhl(place.linked(entry.path("contactId").asText()))
                .path("website")
                .asText("");
    }

    private static List<JsonNode> of(Installation installation, RecordMetadata source) {
        return entriesOf(installation, "queue=sync&reason=not_wire_format").stream()
                .filter(entry -> {
                    JsonNode from = entry.path("source");
                    return from.path("topic").asText().equals(source.topic())
                            && from.path("partition").asInt() == source.partition()
                            && from.path("offset").asLong() == source.offset();
                })
                .toList();
    }

    private static List<JsonNode> entriesOf(Installation installation, String filter) {
        return installation
                .pusher()
                .get("/dlq/entries?limit=1000&" + filter)
                .require("the list of dead letters")
                .path("entries")
                .valueStream()
                .toList();
    }

    private static String broker(Installation installation) {
        return installation.stack().addresses().bootstrapServers();
    }
}
