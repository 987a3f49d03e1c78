package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Place.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.stack.Member;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code contacts list --export} as a process of its own, from the store of a running sync-streams. The store is filled through its
 * changelog with copies of one contact, as many as {@code -Dghlsync.exportRows=N} says; SKIPPED without it.
 */
@EndToEnd
@EnabledIfSystemProperty(
        named = ExportFromStoreTest.ROWS_PROPERTY,
        matches = "\\d+",
        disabledReason = "takes minutes; run it with -Dghlsync.exportRows=1000000")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ExportFromStoreTest {
    static final String ROWS_PROPERTY = "ghlsync.exportRows";
    private static final int ROWS = Integer.getInteger(ROWS_PROPERTY, 0);

    @TempDir
    private Path folder;

    @Test
    void fileReadBackIsTheState(Installation installation, Place place) throws IOException, InterruptedException {
        // Given
        var original = original(installation, place);
        var copies = new StoreCopies(original);
        try (var changelog = new ContactChangelog(installation.kafka())) {
            var place0 = changelog.of(place.id(), text(original, "contactId"));
            installation.stack().stop(Member.STREAMS);
            for (int i = 1; i <= ROWS; i++) {
                changelog.write(place0, copies.of(i, place0.key()), copies.of(i, place0.value()));
            }
        }
        long begun = System.nanoTime();
        installation.stack().restart(Member.STREAMS);
        System.out.printf("Store of %,d contacts restored in %.1f s.%n", ROWS, (System.nanoTime() - begun) / 1e9);
        // Of a copy: GoHighLevel still has something to say of the original.
        var expected = expected(installation, place, copies.of(1, text(original, "contactId")));
        var file = folder.resolve("contacts.jsonl");

        // When
        begun = System.nanoTime();
        int exit;
        long memory;
        try (var export = export(installation, place, file)) {
            memory = export.peakMemory();
            exit = export.exit();
            assertThat(exit).as(export.output()).isZero();
        }

        // Then
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "Exported %,d contacts, %,d MB, in %.1f s: %,.0f rows/s, peak memory of the command %d MiB.%n",
                ROWS, Files.size(file) / 1_000_000, seconds, ROWS / seconds, memory >> 20);
        var seen = new BitSet();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            assertThat(Place.json(lines.readLine()).path("meta").path("rows").asInt())
                    .isEqualTo(ROWS + 1);
            String line;
            while ((line = lines.readLine()) != null) {
                int i = copies.number(line);
                if (i > 0) {
                    assertThat(Place.json(line)).isEqualTo(Place.json(copies.fromFirst(i, expected)));
                }
                assertThat(seen.get(i)).as("copy " + i + " comes once").isFalse();
                seen.set(i);
            }
        }
        assertThat(seen.cardinality()).isEqualTo(ROWS + 1);
    }

    /** A contact with a value in seven custom fields. */
    private static GenericRecord original(Installation installation, Place place) {
        var fields = new HashMap<String, JsonNode>();
        definitions(installation, place)
                .forEach(field -> fields.put(field.path("name").asText(), field));
        var person = JsonApi.MAPPER
                .createObjectNode()
                .put("firstName", "Given" + StoreCopies.NUMBER)
                .put("lastName", "Family, \"" + StoreCopies.NUMBER + "\"")
                .put("email", "person-" + StoreCopies.NUMBER + "@example.com")
                .put("phone", "+14155550123")
                .put("city", "Magic")
                .put("companyName", "Company " + StoreCopies.NUMBER);
        person.putArray("tags").add("vip").add("copy");
        var values = person.putArray("customFields");
        Map.of(
                        "Goal", "\"goal " + StoreCopies.NUMBER + "\"",
                        "Background", "\"two\\nlines " + StoreCopies.NUMBER + "\"",
                        "Budget", "1250",
                        "Deposit", "99.5",
                        "Start Date", "\"2026-03-01\"",
                        "Plan", "\"Prémium\"",
                        "Interests", "[\"Sleep\", \"Sport\"]")
                .forEach((name, value) -> values.addObject()
                        .put("id", fields.get(name).path("ghlId").asText())
                        .set("value", Place.json(value)));
        var ghlId = place.createdInGhl(person.toString());
        return place.awaited(
                ghlId,
                record -> assertThat((List<?>) record.get("customFields")).hasSize(7));
    }

    private static List<JsonNode> definitions(Installation installation, Place place) {
        return await().atMost(Installation.ARRIVAL)
                .until(
                        () -> installation
                                .query()
                                .get("/locations/" + place.id() + "/definitions?type=CUSTOM_FIELD_DEFINITION")
                                .require("the definitions")
                                .path("definitions")
                                .valueStream()
                                .toList(),
                        found -> found.size() == 7);
    }

    /** What the query API says of a contact, with its custom fields by name. */
    private static String expected(Installation installation, Place place, String contactId) {
        var contact = (ObjectNode) place.queried(contactId).require("the contact");
        var named = JsonApi.MAPPER.createObjectNode();
        var names = new HashMap<String, String>();
        definitions(installation, place)
                .forEach(field -> names.put(
                        field.path("ghlId").asText(), field.path("name").asText()));
        for (var field : contact.path("customFields")) {
            var list = field.path("list");
            named.set(names.get(field.path("id").asText()), list.isEmpty() ? field.path("text") : list);
        }
        contact.set("customFields", named);
        return contact.toString();
    }

    private RunningProgram export(Installation installation, Place place, Path file) {
        return RunningProgram.start(
                Checkout.java(
                        "cli",
                        List.of("-Xmx64m", "-XX:+UseSerialGC"),
                        "dev.ghlsync.cli.GhlSync",
                        "contacts",
                        "list",
                        "--location-id",
                        place.id(),
                        "--query",
                        installation.stack().addresses().http(Member.STREAMS).toString(),
                        "--pii",
                        "--export",
                        file.toString()),
                folder,
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                                installation.stack().addresses().bootstrapServers(),
                        "SCHEMA_REGISTRY_URL",
                                installation
                                        .stack()
                                        .addresses()
                                        .http(Member.REGISTRY)
                                        .toString()));
    }
}
