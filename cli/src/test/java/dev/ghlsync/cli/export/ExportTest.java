package dev.ghlsync.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.identifiers.Platform;
import dev.ghlsync.cli.query.Masking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dghlsync.export.rows=N} exports more rows. */
class ExportTest {
    private static final int ROWS = Integer.getInteger("ghlsync.export.rows", 1_203);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final QueryStub stub = new QueryStub(
            ROWS,
            ExportTest::contact,
            List.of(definition("cf1", "Shoe size"), definition("cf2", "Colours"), definition("cf3", "Shoe size")));

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void linesReadBackAreTheStateWithCustomFieldsByName() throws IOException {
        // Given
        var progress = new AtomicLong();

        // When
        long rows = export("contacts.jsonl", List.of(), null, progress);

        // Then
        var lines = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(folder.resolve("contacts.jsonl"))) {
            lines.add(JsonApi.MAPPER.readTree(line));
        }
        assertThat(rows).isEqualTo(ROWS).isEqualTo(progress.get());
        assertThat(lines).hasSize(ROWS + 1);
        var meta = lines.getFirst().path("meta");
        assertThat(meta.path("rows").asInt()).isEqualTo(ROWS);
        assertThat(meta.path("currency").asText()).isEqualTo("EUR");
        assertThat(meta.path("timezone").asText()).isEqualTo("Europe/Berlin");
        assertThat(meta.path("completeTo").asText()).isEqualTo("2026-06-01T12:00:59Z");
        assertThat(meta.path("pending").asInt()).isEqualTo((ROWS + 9) / 10);
        for (int i = 0; i < ROWS; i++) {
            assertThat(lines.get(i + 1)).isEqualTo(expected(i));
        }
    }

    @Test
    void objectReadBackIsTheSame() throws IOException {
        // When
        export("contacts.json", List.of(), null, new AtomicLong());

        // Then
        var whole = JsonApi.MAPPER.readTree(folder.resolve("contacts.json").toFile());
        assertThat(whole.path("meta").path("rows").asInt()).isEqualTo(ROWS);
        assertThat(whole.path("rows")).hasSize(ROWS);
        assertThat(whole.path("rows").get(7)).isEqualTo(expected(7));
    }

    @Test
    void tableHasAColumnForEachCustomField() throws IOException {
        // When
        export("contacts.csv", List.of(), null, new AtomicLong());

        // Then
        var lines = Files.readAllLines(folder.resolve("contacts.csv"));
        assertThat(lines).hasSize(ROWS + 2);
        assertThat(lines.getFirst())
                .startsWith("# list=contacts; locationId=loc1; currency=EUR; timezone=Europe/Berlin");
        assertThat(lines.get(1))
                .startsWith("contactId,ghlContactId,status,version,givenName")
                .endsWith("customFields.Colours,customFields.Shoe size,customFields.Shoe size (cf3)");
        assertThat(lines.get(2))
                .contains("c-0,")
                .contains("\"Ada \"\"0\"\", Countess\"")
                .contains(",vip;new,")
                .endsWith("red;blue,42,");
    }

    @Test
    void onlyChosenFieldsAreWritten() throws IOException {
        // When
        export("contacts.csv", List.of("email", "customFields.Shoe size"), null, new AtomicLong());

        // Then
        assertThat(Files.readAllLines(folder.resolve("contacts.csv")).get(2)).isEqualTo("ada0@example.com,42");
    }

    @Test
    void identifiersAreHashedAsThePlatformWantsAndNothingElseIsWritten() throws IOException {
        // When
        export("meta.jsonl", List.of(), Platform.META, new AtomicLong());

        // Then
        var text = Files.readString(folder.resolve("meta.jsonl"));
        assertThat(text).doesNotContain("ada0@").doesNotContain("Countess");
        assertThat(Files.readAllLines(folder.resolve("meta.jsonl")).get(1))
                .contains("\"contactId\":\"c-0\"")
                .contains(Platform.META.hashed(contact(0)).get("em"));
    }

    @Test
    void maskedCustomFieldsKeepTheirNames() throws IOException {
        // Given
        var file = folder.resolve("masked.jsonl");
        var wish = new Export.Wish(file, Map.of(), List.of(), null, false, Masking::masked);

        // When
        new Export(new JsonApi("query API", stub.address()), "loc1", Shape.CONTACTS).write(wish, rows -> {});

        // Then
        var fields = JsonApi.MAPPER.readTree(Files.readAllLines(file).get(1)).path("customFields");
        assertThat(fields.path("Shoe size").asText()).isEqualTo("4***");
        assertThat(fields.path("Colours").get(0).asText()).isEqualTo("r***");
    }

    @Test
    void nothingIsLeftOfAnExportThatFailed() {
        // Given
        var file = folder.resolve("contacts.jsonl");
        var dead = new Export(new JsonApi("query API", stub.address()), "no such place", Shape.CONTACTS);
        var wish = new Export.Wish(file, Map.of(), List.of(), null, true, row -> row);

        // When
        var failure = catchThrowable(() -> dead.write(wish, rows -> {
            throw new IllegalStateException("disk full");
        }));

        // Then
        assertThat(failure).isNotNull();
        assertThat(folder).isEmptyDirectory();
    }

    private long export(String name, List<String> fields, @Nullable Platform hash, AtomicLong progress) {
        var wish = new Export.Wish(folder.resolve(name), Map.of(), fields, hash, true, row -> row);
        return new Export(new JsonApi("query API", stub.address()), "loc1", Shape.CONTACTS).write(wish, progress::set);
    }

    private static ObjectNode contact(int i) {
        var contact = NODES.objectNode()
                .put("contactId", "c-" + i)
                .put("status", "ACTIVE")
                .put("givenName", "Ada \"" + i + "\", Countess")
                .put("email", "ada" + i + "@example.com")
                .put("lastConfirmedWithGhl", "2026-06-01T12:00:%02dZ".formatted(i % 60));
        contact.putObject("address").put("city", "London");
        contact.putArray("tags").add("vip").add("new");
        var fields = contact.putArray("customFields");
        fields.addObject()
                .put("id", "cf1")
                .put("kind", "TEXT")
                .put("text", "42")
                .putArray("list");
        fields.addObject()
                .put("id", "cf2")
                .put("kind", "LIST")
                .put("text", "[]")
                .putArray("list")
                .add("red")
                .add("blue");
        if (i % 10 == 0) {
            contact.putArray("pending").add("phone");
        }
        return contact;
    }

    private static ObjectNode expected(int i) {
        var expected = contact(i);
        var named = NODES.objectNode().put("Shoe size", "42");
        named.putArray("Colours").add("red").add("blue");
        expected.set("customFields", named);
        return expected;
    }

    private static JsonNode definition(String id, String name) {
        return NODES.objectNode().put("ghlId", id).put("name", name).put("model", "contact");
    }
}
