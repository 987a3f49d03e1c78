package dev.ghlsync.ghl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.Samples;
import dev.ghlsync.ghl.model.Stated.Absent;
import dev.ghlsync.ghl.model.Stated.Malformed;
import dev.ghlsync.ghl.model.Stated.Null;
import dev.ghlsync.ghl.model.Stated.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContactJsonTest {

    @Test
    void readsAWebhook() {
        // When
        ContactJson contact = contact(Samples.bytes("ContactDndUpdate.sample.json"));

        // Then
        assertThat(contact.id()).isEqualTo("nmFmQEsNgz6AVpgLVUJ0");
        assertThat(contact.locationId()).isEqualTo(new Value<>("ve9EPM428h8vShlRW1KT"));
        assertThat(contact.fields().text("email")).isEqualTo(new Value<>("JohnDeo@gmail.comm"));
        assertThat(contact.dateAdded()).isEqualTo(new Value<>(Instant.parse("2021-11-26T12:41:02.193Z")));
        assertThat(contact.dateUpdated()).isEqualTo(new Absent<>());
        assertThat(contact.attributionSource()).isEqualTo(new Absent<>());
        assertThat(contact.deleted()).isEqualTo(new Absent<>());
        assertThat(contact.tags()).isEqualTo(new Value<>(List.of("id magna sed Lorem", "Duis dolor commodo aliqua")));
        assertThat(contact.dnd()).isEqualTo(new Value<>(true));
        assertThat(contact.dndSettings().orNull())
                .containsOnlyKeys("SMS", "Call", "Email", "GMB", "FB", "WhatsApp")
                .containsEntry("Email", new ContactJson.DndChannel("active", "Some message", "101"));
        assertThat(contact.customFields().orNull())
                .singleElement()
                .satisfies(field -> assertThat(field.value().asText()).isEqualTo("XYZ Corp"));
    }

    @Test
    void readsAResponse() {
        // Given
        byte[] body = utf8("""
            {"contact":{"id":"c1","locationId":"L","dateUpdated":"2026-01-02T03:04:05.678Z","deleted":false,
             "email":null,"tags":null,"customFields":[{"id":"f1","value":["a","b"]},{"id":"f2","field_value":7},
             {"id":"f3","fieldValue":"x"},{"id":"f4"},{"key":"no id","value":1},{"id":"f1","value":"last"}],
             "attributionSource":{"utmSource":"google","gclid":"g1","nothing":null,"n":5,"deep":{}}},"traceId":"t"}
            """);

        // When
        ContactJson contact = ContactJson.ofResponse(body);

        // Then
        assertThat(contact).isNotNull();
        assertThat(contact.dateUpdated()).isEqualTo(new Value<>(Instant.parse("2026-01-02T03:04:05.678Z")));
        assertThat(contact.deleted()).isEqualTo(new Value<>(false));
        assertThat(contact.fields().text("email")).isEqualTo(new Null<>());
        assertThat(contact.fields().text("phone")).isEqualTo(new Absent<>());
        assertThat(contact.tags()).isEqualTo(new Null<>());
        assertThat(contact.attributionSource())
                .isEqualTo(new Value<>(Map.of("utmSource", "google", "gclid", "g1", "n", "5")));
        assertThat(contact.customFields().orNull())
                .extracting(CustomFieldValue::id, field -> field.value().toString())
                .containsExactly(tuple("f1", "\"last\""), tuple("f2", "7"), tuple("f3", "\"x\""), tuple("f4", "null"));
    }

    static Stream<Arguments> members() {
        return Stream.of(
                Arguments.of("{}", new Absent<>(), new Absent<>(), new Absent<>(), new Absent<>()),
                Arguments.of("{\"x\":null}", new Null<>(), new Null<>(), new Null<>(), new Null<>()),
                Arguments.of(
                        "{\"x\":\"5.0\"}",
                        new Value<>("5.0"),
                        new Value<>(new BigDecimal("5.0")),
                        new Malformed<>("string"),
                        new Malformed<>("string")),
                Arguments.of(
                        "{\"x\":1.10}",
                        new Value<>("1.10"),
                        new Value<>(new BigDecimal("1.10")),
                        new Malformed<>("number"),
                        new Malformed<>("number")),
                Arguments.of(
                        "{\"x\":true}",
                        new Value<>("true"),
                        new Malformed<>("boolean"),
                        new Value<>(true),
                        new Malformed<>("boolean")),
                Arguments.of(
                        "{\"x\":[\"a\",null,\"b\",\"a\",{},3]}",
                        new Malformed<>("array"),
                        new Malformed<>("array"),
                        new Malformed<>("array"),
                        new Value<>(List.of("a", "b", "3"))),
                Arguments.of(
                        "{\"x\":{}}",
                        new Malformed<>("object"),
                        new Malformed<>("object"),
                        new Malformed<>("object"),
                        new Malformed<>("object")),
                Arguments.of(
                        "{\"x\":\"\"}",
                        new Value<>(""),
                        new Malformed<>("string"),
                        new Malformed<>("string"),
                        new Malformed<>("string")));
    }

    @ParameterizedTest
    @MethodSource("members")
    void keepsAbsentNullAndStrangeApart(
            String json, Stated<?> text, Stated<?> number, Stated<?> bool, Stated<?> texts) {
        // Given
        ObjectJson object = ObjectJson.of(json(utf8(json)));

        // When
        List<Stated<?>> read = List.of(object.text("x"), object.number("x"), object.bool("x"), object.texts("x"));

        // Then
        assertThat(read).containsExactly(text, number, bool, texts);
    }

    @Test
    void isNoContactWithoutAnId() {
        assertThat(ContactJson.of(json(utf8("{\"email\":\"a@example.com\"}")))).isNull();
        assertThat(ContactJson.ofResponse(utf8("{\"contact\":null}"))).isNull();
        assertThat(ContactJson.ofResponse(utf8("<html>"))).isNull();
    }

    @Test
    void showsNamesButNoValues() {
        // When
        String shown = contact(Samples.bytes("ContactUpdate.sample.json")).toString();

        // Then
        assertThat(shown).contains("email", "phone").doesNotContain("JohnDeo", "+919509597501");
    }

    private static ContactJson contact(byte[] body) {
        ContactJson contact = ContactJson.of(json(body));
        assertThat(contact).isNotNull();
        return contact;
    }

    private static JsonNode json(byte[] body) {
        return GhlJson.objectOrEmpty(body);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
