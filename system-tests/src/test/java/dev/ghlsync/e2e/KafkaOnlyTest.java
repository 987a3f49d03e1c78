package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static dev.ghlsync.e2e.Place.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What docs/playbooks.md says of Kafka's own tools: dead letters seen, replayed and resolved without ghl-sync. */
@EndToEnd
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class KafkaOnlyTest {
    @Test
    void anEntryOfPushDlqIsSeenReplayedAndResolvedWithTheConsoleTools(Installation installation, Place place) {
        // Given
        JsonNode replayed = deadLetter(installation, place, "replayed");
        JsonNode resolved = deadLetter(installation, place, "resolved");

        // When
        String seen = consoleConsumer(installation, "push.dlq");
        consoleProducer(
                installation,
                "push.retry-1m",
                "location-id:%s,version:%s,attempt:0,due-at:0,reason:replay,replan-cause:REPLAY,requested-by:me\t%s\tx\n"
                        .formatted(
                                place.id(),
                                replayed.path("version").asText(),
                                replayed.path("contactId").asText()),
                "parse.headers=true",
                "parse.key=true");
        consoleProducer(
                installation,
                "push.dlq",
                resolved.path("entryId").asText() + "\tNULL\n",
                "parse.key=true",
                "null.marker=NULL");

        // Then
        assertThat(seen)
                .contains(
                        replayed.path("entryId").asText(),
                        resolved.path("entryId").asText())
                .contains(
                        "reason:field_refused",
                        "original-key:" + replayed.path("contactId").asText());
        await("the replayed and the resolved entry to go")
                .atMost(ARRIVAL)
                .untilAsserted(() -> assertThat(entries(installation, place)).isEmpty());
        String ghlId = place.ghlIdOf(replayed.path("contactId").asText());
        assertThat(place.inGhl(ghlId).path("website").asText()).isEqualTo("https://replayed.example.com");
    }

    @Test
    void anEntryOfSyncDlqIsSeenAndResolvedWithTheConsoleTools(Installation installation, Place place) {
        // Given
        byte[] garbage = ("garbage of " + place.id()).getBytes(StandardCharsets.UTF_8);
        installation.produce(Topics.CRM_CHANGES, 0, null, garbage);
        JsonNode entry = await("a dead letter")
                .atMost(ARRIVAL)
                .until(() -> ofQueueSync(installation), found -> !found.isEmpty())
                .getLast();

        // When
        String seen = consoleConsumer(installation, "sync.dlq");
        consoleProducer(
                installation,
                "sync.dlq",
                entry.path("entryId").asText() + "\tNULL\n",
                "parse.key=true",
                "null.marker=NULL");

        // Then
        assertThat(seen).contains(entry.path("entryId").asText(), "reason:not_wire_format");
        await("the entry to go")
                .atMost(ARRIVAL)
                .untilAsserted(() -> assertThat(ofQueueSync(installation)).doesNotContain(entry));
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
                .until(
                        () -> entries(installation, place).stream()
                                .filter(entry ->
                                        entry.path("contactId").asText().equals(contactId))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private static List<JsonNode> entries(Installation installation, Place place) {
        return installation
                .pusher()
                .get("/dlq/entries?location=" + place.id())
                .require("the list of dead letters")
                .path("entries")
                .valueStream()
                .toList();
    }

    private static List<JsonNode> ofQueueSync(Installation installation) {
        return installation
                .pusher()
                .get("/dlq/entries?queue=sync&reason=not_wire_format")
                .require("the list of dead letters")
                .path("entries")
                .valueStream()
                .toList();
    }

    private static String consoleConsumer(Installation installation, String topic) {
        return run(
                "",
                "org.apache.kafka.tools.consumer.ConsoleConsumer",
                List.of(
                        "--bootstrap-server",
                        installation.stack().addresses().bootstrapServers(),
                        "--topic",
                        topic,
                        "--from-beginning",
                        "--property",
                        "print.key=true",
                        "--property",
                        "print.headers=true",
                        "--property",
                        "print.value=false",
                        "--timeout-ms",
                        "5000"));
    }

    private static void consoleProducer(Installation installation, String topic, String line, String... properties) {
        var arguments = new ArrayList<>(
                List.of("--bootstrap-server", installation.stack().addresses().bootstrapServers(), "--topic", topic));
        for (String property : properties) {
            arguments.addAll(List.of("--property", property));
        }
        run(line, "org.apache.kafka.tools.ConsoleProducer", arguments);
    }

    private static String run(String input, String main, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.onExit().join();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(main + " cannot be run.", e);
        }
    }
}
