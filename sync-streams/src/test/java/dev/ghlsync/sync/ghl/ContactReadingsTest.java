package dev.ghlsync.sync.ghl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.inbound.Inbound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactReadingsTest {
    private static final long AT = 1_700_000_000_000L;
    private static final String GHL_ID = "nmFmQEsNgz6AVpgLVUJ0";

    @ParameterizedTest
    @ValueSource(strings = {"ContactCreate", "ContactUpdate", "ContactTagUpdate", "ContactDndUpdate"})
    void readsEveryFieldOfTheOfficialSamples(String type) {
        // Given
        var webhook = webhook(type, sample(type));

        // When
        var reading = ContactReadings.of(webhook, AT + 5, "US");

        // Then
        var seen = (Reading.Seen) reading;
        var expected = new TreeMap<String, String>(Map.ofEntries(
                Map.entry("addressLine1", "3535 1st St N"),
                Map.entry("assignedTo", "nmFmQEsNgz6AVpgLVUJ0"),
                Map.entry("city", "ruDolomitebika"),
                Map.entry("company", "Loram ipsum"),
                Map.entry("country", "DE"),
                Map.entry("customFields.BcdmQEsNgz6AVpgLVUJ0", "\"XYZ Corp\""),
                Map.entry("dateOfBirth", "2000-01-05"),
                Map.entry("dnd", "true"),
                Map.entry("email", "johndeo@gmail.comm"),
                Map.entry("familyName", "Deo"),
                Map.entry("givenName", "John"),
                Map.entry("phone", "+919509597501"),
                Map.entry("postalCode", "452001"),
                Map.entry("source", "xyz form"),
                Map.entry("state", "AL"),
                Map.entry("tags.duis dolor commodo aliqua", "+"),
                Map.entry("tags.id magna sed lorem", "+"),
                Map.entry("website", "https://www.google.com/")));
        if (type.equals("ContactDndUpdate")) {
            for (var channel : new String[] {"SMS", "Call"}) {
                expected.put("dndSettings." + channel, dnd("inactive"));
            }
            for (var channel : new String[] {"Email", "GMB", "FB", "WhatsApp"}) {
                expected.put("dndSettings." + channel, dnd("active"));
            }
        }
        assertThat(named(seen)).isEqualTo(expected);
        assertThat(seen.malformed()).isEmpty();
        assertThat(seen.input().ghlContactId()).isEqualTo(GHL_ID);
        assertThat(seen.input().ghlCreatedAt()).isEqualTo(1_637_930_462_193L);
        assertThat(seen.statement().wholeTagSet()).isTrue();
        assertThat(seen.statement().wholeCustomFields()).isTrue();
        assertThat(seen.statement().stamp()).isEqualTo(new Stamp(AT, AT, Stamp.Rank.WEBHOOK));
    }

    @Test
    void aDeleteWebhookIsADeleteAtItsTime() {
        // Given
        var webhook = webhook("ContactDelete", sample("ContactDelete"));

        // When
        var reading = ContactReadings.of(webhook, AT + 5, "US");

        // Then
        assertThat(reading).isEqualTo(new Reading.Deleted(new Input.Deleted(GHL_ID, AT)));
    }

    @Test
    void aWebhookWithoutATimeIsTrueAtItsAppendTime() {
        // Given
        var webhook = new Inbound.Webhook("L", "ContactUpdate", "c", null, utf8("{\"id\":\"c\"}"), "k");

        // When
        var reading = (Reading.Seen) ContactReadings.of(webhook, AT + 5, "US");

        // Then
        assertThat(reading.statement().stamp().at()).isEqualTo(AT + 5);
    }

    @Test
    void aWebhookDoesNotClearWhatItLeavesOutButNamesIt() {
        // Given
        var webhook = webhook("ContactUpdate", "{\"id\":\"c\",\"email\":\"a@b.c\",\"city\":null}");

        // When
        var reading = (Reading.Seen) ContactReadings.of(webhook, AT, "US");

        // Then
        assertThat(named(reading)).containsOnlyKeys("email", "city").containsEntry("city", null);
        assertThat(reading.statement().wholeTagSet()).isFalse();
        assertThat(reading.statement().wholeCustomFields()).isFalse();
        assertThat(reading.input().omitted())
                .contains(FieldKey.of(Field.PHONE), new FieldKey("tags"), new FieldKey("customFields"))
                .doesNotContain(FieldKey.of(Field.EMAIL), FieldKey.of(Field.CITY), FieldKey.of(Field.TIMEZONE));
    }

    @Test
    void aReadByIdClearsWhatItLeavesOut() {
        // Given
        var snapshot = snapshot(Inbound.Snapshot.Source.GET, "{\"id\":\"c\",\"email\":\"a@b.c\"}");

        // When
        var reading = (Reading.Seen) ContactReadings.of(snapshot, "US");

        // Then
        assertThat(named(reading)).containsEntry("email", "a@b.c").containsEntry("phone", null);
        assertThat(reading.statement().values().keySet())
                .containsAll(java.util.Arrays.stream(Field.values())
                        .map(FieldKey::of)
                        .toList());
        assertThat(reading.statement().wholeTagSet()).isTrue();
        assertThat(reading.statement().wholeCustomFields()).isTrue();
        assertThat(reading.input().omitted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEARCH", "LIST", "WRITE_RESPONSE"})
    void otherReadsStateOnlyWhatTheyCarry(String source) {
        // Given
        var snapshot = snapshot(Inbound.Snapshot.Source.valueOf(source), "{\"id\":\"c\",\"email\":\"a@b.c\"}");

        // When
        var reading = (Reading.Seen) ContactReadings.of(snapshot, "US");

        // Then
        assertThat(named(reading)).containsOnlyKeys("email");
        assertThat(reading.statement().wholeTagSet()).isFalse();
        assertThat(reading.input().omitted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GET,           200, 200, 300, READ",
                "GET,           -,   300, 300, READ",
                "GET,           400, 400, 400, READ",
                "WRITE_RESPONSE,200, 200, 300, READ",
                "SEARCH,        200, 200, 200, SEARCH",
                "LIST,          -,   300, 300, SEARCH"
            })
    void aReadIsTrueFromItsUpdateOnUntilItsDate(
            Inbound.Snapshot.Source source, Long updated, long at, long until, Stamp.Rank rank) {
        // Given
        var snapshot = new Inbound.Snapshot(
                "L", Inbound.Snapshot.Kind.CONTACT, "c", source, true, 300, updated, utf8("{\"id\":\"c\"}"), "k");

        // When
        var reading = (Reading.Seen) ContactReadings.of(snapshot, "US");

        // Then
        assertThat(reading.statement().stamp()).isEqualTo(new Stamp(at, until, rank));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "GET    | {'firstName':'Ada','lastName':'Lovelace','name':'X Y'}   | Ada | Lovelace",
                "GET    | {'name':'Ada King Lovelace'}                             | Ada | King Lovelace",
                "GET    | {'name':'Ada'}                                           | Ada | -",
                "GET    | {'firstName':'Ada','name':'X Y'}                         | Ada | -",
                "GET    | {'name':'Unknown'}                                       | -   | -",
                "GET    | {'firstName':null,'lastName':null,'name':'Ada Lovelace'} | Ada | Lovelace",
                "SEARCH | {'firstName':'ada','lastName':'Lovelace'}                | not said | Lovelace",
                "SEARCH | {'firstName':'ada','firstNameRaw':'Ada'}                 | Ada | not said",
                "SEARCH | {'firstNameLowerCase':'ada','name':'ada lovelace'}       | not said | not said"
            })
    void readsNames(Inbound.Snapshot.Source source, String json, String given, String family) {
        // Given
        var snapshot = snapshot(source, json.replace('\'', '"').replaceFirst("\\{", "{\"id\":\"c\","));

        // When
        var reading = (Reading.Seen) ContactReadings.of(snapshot, "US");

        // Then
        var values = named(reading);
        assertThat(values.getOrDefault("givenName", "not said")).isEqualTo(given);
        assertThat(values.getOrDefault("familyName", "not said")).isEqualTo(family);
    }

    @Test
    void aFieldOfTheWrongTypeIsNamedAndNothingElseIsLost() {
        // Given
        var json = """
            {"id":"c","email":["a@b.c"],"city":"Berlin","dnd":"yes","tags":["A",7],"attributionSource":"x",
            "customFields":[{"id":"f1","value":1e999999999},{"value":"lost"},{"id":"f2","value":"kept"}],
            "dndSettings":{"SMS":"active","Email":{"status":"active"}}}\
            """;

        // When
        var reading = (Reading.Seen) ContactReadings.of(webhook("ContactUpdate", json), AT, "US");

        // Then
        assertThat(named(reading))
                .containsOnlyKeys("city", "tags.a", "customFields.f2", "dndSettings.Email")
                .containsEntry("customFields.f2", "\"kept\"");
        assertThat(reading.malformed())
                .containsExactlyInAnyOrder(
                        "email",
                        "dnd",
                        "tags",
                        "firstAttribution",
                        "customFields.f1",
                        "customFields",
                        "dndSettings.SMS");
        assertThat(reading.statement().wholeTagSet()).isFalse();
        assertThat(reading.statement().wholeCustomFields()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "\"  text \"            | \"text\"",
                "\"7\"                  | \"7\"",
                "7                      | 7",
                "7.50                   | 7.5",
                "1e3                    | 1000",
                "-0.0                   | 0",
                "[\"b\",\"a\"]          | [\"b\",\"a\"]",
                "[1,\"a\"]              | [1,\"a\"]",
                "{\"b\":1.0,\"a\":null} | {\"b\":1}",
                "true                   | true",
                "\" \"                  | -",
                "[]                     | -",
                "{}                     | -",
                "null                   | -"
            })
    void customFieldValuesHaveOneForm(String json, String canonical) {
        // Given
        var body = "{\"id\":\"c\",\"customFields\":[{\"id\":\"f\",\"value\":" + json + "}]}";

        // When
        var reading = (Reading.Seen) ContactReadings.of(webhook("ContactUpdate", body), AT, "US");

        // Then
        assertThat(named(reading)).containsEntry("customFields.f", canonical);
        assertThat(reading.malformed()).isEmpty();
    }

    @Test
    void phonesAreReadWithTheLocationsCountryAndAttributionIsSorted() {
        // Given
        var json = "{\"id\":\"c\",\"phone\":\"030"
                + " 123456\",\"attributionSource\":{\"utmSource\":\"x\",\"gclid\":\"g\",\"fbp\":null}}";

        // When
        var reading = (Reading.Seen) ContactReadings.of(webhook("ContactUpdate", json), AT, "DE");

        // Then
        assertThat(named(reading))
                .containsEntry("phone", "+4930123456")
                .containsEntry("firstAttribution", "{\"gclid\":\"g\",\"utmSource\":\"x\"}");
    }

    @Test
    void anAnswerIsTakenOutOfItsEnvelope() {
        // Given
        var result = new Inbound.Result(
                "L",
                "our-1",
                5,
                Input.Outcome.Kind.APPLIED,
                null,
                "c",
                Map.of(),
                utf8("{\"contact\":{\"id\":\"c\",\"city\":\"Berlin\",\"dateUpdated\":\"2023-11-14T22:13:10.000Z\"}}"),
                Inbound.Snapshot.Source.WRITE_RESPONSE,
                AT,
                null,
                false,
                "k");

        // When
        var reading = (Reading.Seen) ContactReadings.of(result, "US");

        // Then
        assertThat(named(reading)).containsExactly(Map.entry("city", "Berlin"));
        assertThat(reading.statement().stamp()).isEqualTo(new Stamp(AT - 10_000, AT, Stamp.Rank.READ));
    }

    @ParameterizedTest
    @CsvSource({
        "ContactUpdate, not json, not_json",
        "ContactUpdate, [1], not_json",
        "ContactUpdate, '', not_json",
        "NoteCreate, {}, other_type"
    })
    void whatCannotBeReadSaysWhy(String type, String body, String reason) {
        // Given
        var webhook = new Inbound.Webhook("L", type, "c", AT, utf8(body), "k");

        // When
        var reading = ContactReadings.of(webhook, AT, "US");

        // Then
        assertThat(reading).isEqualTo(new Reading.Nothing(reason));
    }

    @Test
    void aReadByIdThatFindsNothingIsADelete() {
        // Given
        var snapshot = new Inbound.Snapshot(
                "L", Inbound.Snapshot.Kind.CONTACT, "c", Inbound.Snapshot.Source.GET, false, AT, null, null, "k");

        // When
        var reading = ContactReadings.of(snapshot, "US");

        // Then
        assertThat(reading).isEqualTo(new Reading.Deleted(new Input.Deleted("c", AT)));
    }

    private static Inbound.Webhook webhook(String type, String body) {
        return new Inbound.Webhook("L", type, null, AT, utf8(body), "k");
    }

    private static Inbound.Snapshot snapshot(Inbound.Snapshot.Source source, String body) {
        return new Inbound.Snapshot("L", Inbound.Snapshot.Kind.CONTACT, "c", source, true, AT, null, utf8(body), "k");
    }

    private static SortedMap<String, String> named(Reading.Seen seen) {
        var named = new TreeMap<String, String>();
        seen.statement().values().forEach((key, value) -> named.put(key.name(), value));
        return named;
    }

    private static String dnd(String status) {
        return "{\"code\":\"101\",\"message\":\"Some message\",\"status\":\"" + status + "\"}";
    }

    private static String sample(String type) {
        try (var in = ContactReadingsTest.class.getResourceAsStream("/ghl/" + type + ".sample.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
