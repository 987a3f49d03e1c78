package dev.ghlsync.ghl.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.Samples;
import dev.ghlsync.ghl.model.ParsedWebhook.Defect;
import dev.ghlsync.ghl.model.ParsedWebhook.NoType;
import dev.ghlsync.ghl.model.ParsedWebhook.NotJson;
import dev.ghlsync.ghl.model.Routing.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookEnvelopeTest {

    static List<String> samples() {
        return Samples.names();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyOfficialSampleIsAnEnvelopeExactlyIfItHasAType(String name) {
        // Given
        byte[] body = Samples.bytes(name);
        JsonNode type = GhlJson.objectOrEmpty(body).path("type");

        // When
        ParsedWebhook parsed = WebhookEnvelope.parse(body);

        // Then
        if (type.isMissingNode()) {
            assertThat(parsed).isEqualTo(new NoType());
        } else {
            assertThat(parsed)
                    .isInstanceOfSatisfying(
                            WebhookEnvelope.class,
                            envelope -> assertThat(envelope.type()).isEqualTo(type.asText()));
        }
    }

    @Test
    void theSamplesWithoutTypeAreThoseOfSixEventFamilies() {
        // When
        Stream<String> families = samples().stream()
                .filter(name -> WebhookEnvelope.parse(Samples.bytes(name)) instanceof NoType)
                .map(name -> name.replaceAll("(Create|Update|Delete|Sent|PartiallyPaid|Paid|Void)\\.sample\\.json", ""))
                .distinct();

        // Then
        assertThat(families)
                .containsExactlyInAnyOrder("Association", "Invoice", "ObjectSchema", "Product", "Record", "Relation");
    }

    @ParameterizedTest
    @CsvSource({
        "ContactCreate.sample.json,LOCATION_ID,ve9EPM428h8vShlRW1KT,nmFmQEsNgz6AVpgLVUJ0",
        "_observed-ContactDelete.minimal.json,LOCATION_ID,wP3Ynm3Z63rIC4zVAgXP,m8614FnsFfCr3exNY8HB",
        "AppointmentUpdate.sample.json,LOCATION_ID,0007BWpSzSwfiuSl0tR2,0007BWpSzSwfiuSl0tR2",
        "OpportunityStageUpdate.sample.json,LOCATION_ID,ve9EPM428h8vShlRW1KT,wWhVuzqpRuOA1ZVWi4FC",
        "OrderCreate.sample.json,LOCATION_ID,Z4Bxl8J4SaPEPLq9IQ8g,660ed43bfdf9fc05a0de7a40",
        "OutboundMessage.sample2.json,LOCATION_ID,0d48aEf7q67DAu134bpy,tyW42xCD0HQpb3hhfLcx",
        "ProviderOutboundMessage.sample.json,LOCATION_ID,GKAWb4yu7A4LSc0skQ6g,GKJxs4P5L8dWc5CFUITM",
        "LocationCreate.sample.json,LOCATION_EVENT_ID,ve9EPM428h8vShlRW1KT,ve9EPM428h8vShlRW1KT",
        "LocationUpdate.sample.json,LOCATION_EVENT_ID,ve9EPM428h8vShlRW1KT,ve9EPM428h8vShlRW1KT",
        "AppInstall.sample.json,LOCATION_ID,otg8dTQqGLh3Q6iQI55w,",
        "AppInstall.sample3.json,COMPANY_ID,otg8dTQqGLh3Q6iQI55w,",
        "AppUninstall.sample2.json,COMPANY_ID,otg8dTQqGLh3Q6iQI55w,",
        "UserCreate.sample3.json,COMPANY_ID,ve9EPM428h8vShlRW1KT,ve9EPM428h8vShlRW1KT",
        "LCEmailStats.sample.json,LOCATION_ID,ve9EPM428h8vShlRW1KT,"
    })
    void routesTheOfficialSamples(String name, Source source, String key, String objectId) {
        // When
        ParsedWebhook parsed = WebhookEnvelope.parse(Samples.bytes(name));

        // Then
        assertThat(parsed).isInstanceOfSatisfying(WebhookEnvelope.class, envelope -> {
            assertThat(envelope.routing()).isEqualTo(new Routing(source, key));
            assertThat(envelope.objectId()).isEqualTo(objectId);
            assertThat(envelope.locationId()).isEqualTo(source == Source.COMPANY_ID ? null : key);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'InvoicePaid','_id':'i','altId':'L','altType':'location'}|ALT_ID|L",
                "{'type':'InvoicePaid','_id':'i','altId':'L'}|ALT_ID|L",
                "{'type':'InvoicePaid','altId':'C','altType':'company','webhookId':'w'}|WEBHOOK_ID|w",
                "{'type':'InvoicePaid','altId':'A','altType':'location','locationId':'L'}|LOCATION_ID|L",
                "{'type':'ContactUpdate','locationId':'','companyId':'C'}|COMPANY_ID|C",
                "{'type':'ContactUpdate','locationId':null,'webhookId':'w'}|WEBHOOK_ID|w",
                "{'type':'ContactUpdate','locationId':{'id':'L'},'webhookId':'w'}|WEBHOOK_ID|w",
                "{'type':'ContactUpdate','locationId':'A','locationId':'B'}|LOCATION_ID|B",
                "{'type':'Novelty','x':{'locationId':'deep'}}|TYPE|Novelty",
                "{'locationId':'L','type':'LocationUpdate','id':'other'}|LOCATION_ID|L"
            })
    void fallsBackInOrderWhenThereIsNoLocation(String body, Source source, String key) {
        // When
        ParsedWebhook parsed = WebhookEnvelope.parse(utf8(body.replace('\'', '"')));

        // Then
        assertThat(parsed)
                .isInstanceOfSatisfying(
                        WebhookEnvelope.class,
                        envelope -> assertThat(envelope.routing()).isEqualTo(new Routing(source, key)));
    }

    @Test
    void readsTheFullEnvelope() {
        // When
        ParsedWebhook parsed = WebhookEnvelope.parse(Samples.bytes("_observed-OpportunityCreate.envelope.json"));

        // Then
        assertThat(parsed)
                .isEqualTo(new WebhookEnvelope(
                        "OpportunityCreate",
                        new Routing(Source.LOCATION_ID, "3jJ0coeqWCZMAosyGQ6K"),
                        "UHXrFfZGSH5rj7z5rdDP",
                        null,
                        "6878cec452e7c8d29d4dd3d9",
                        "6878cec452e7c8d29d4dd3d9",
                        Instant.parse("2025-11-07T12:46:45.953Z"),
                        "881b9415-5d35-4ff1-a667-0545b80b96c0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"2025-11-07T12:46:45.953Z\"|2025-11-07T12:46:45.953Z",
                "\"2025-11-07T18:16:45.953+05:30\"|2025-11-07T12:46:45.953Z",
                "1762519605953|2025-11-07T12:46:45.953Z",
                "\"1762519605953\"|2025-11-07T12:46:45.953Z",
                "\"2025-11-07 12:46:45\"|",
                "\"soon\"|",
                "12|",
                "null|",
                "{}|"
            })
    void takesATimestampOrNone(String json, Instant expected) {
        // When
        ParsedWebhook parsed = WebhookEnvelope.parse(utf8("{\"type\":\"X\",\"timestamp\":" + json + "}"));

        // Then
        assertThat(parsed)
                .isInstanceOfSatisfying(
                        WebhookEnvelope.class,
                        envelope -> assertThat(envelope.timestamp()).isEqualTo(expected));
    }

    static Stream<Arguments> defects() {
        return Stream.of(
                Arguments.of("", new NotJson(Defect.EMPTY)),
                Arguments.of("  \n", new NotJson(Defect.EMPTY)),
                Arguments.of("[]", new NotJson(Defect.NOT_AN_OBJECT)),
                Arguments.of("\"type\"", new NotJson(Defect.NOT_AN_OBJECT)),
                Arguments.of("<html>", new NotJson(Defect.SYNTAX)),
                Arguments.of("{\"type\":\"X\"", new NotJson(Defect.SYNTAX)),
                Arguments.of("{\"type\":\"X\",}", new NotJson(Defect.SYNTAX)),
                Arguments.of("{\"type\":\"X\"} {}", new NotJson(Defect.SYNTAX)),
                Arguments.of("{\"type\":\"X\"}}", new NotJson(Defect.SYNTAX)),
                Arguments.of("{\"a\":[1,2,\"type\":\"X\"}", new NotJson(Defect.SYNTAX)),
                Arguments.of("{'type':'X'}", new NotJson(Defect.SYNTAX)),
                Arguments.of(nested(GhlJson.NESTING_MAX + 1), new NotJson(Defect.BEYOND_LIMITS)),
                Arguments.of(nested(1_000_000), new NotJson(Defect.BEYOND_LIMITS)),
                Arguments.of("{}", new NoType()),
                Arguments.of("{\"type\":null}", new NoType()),
                Arguments.of("{\"type\":\" \"}", new NoType()),
                Arguments.of("{\"type\":7}", new NoType()),
                Arguments.of("{\"type\":[\"X\"]}", new NoType()),
                Arguments.of("{\"x\":{\"type\":\"X\"}}", new NoType()));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void saysWhatIsWrong(String body, ParsedWebhook expected) {
        // When
        ParsedWebhook parsed = WebhookEnvelope.parse(utf8(body));

        // Then
        assertThat(parsed).isEqualTo(expected);
    }

    @Test
    void readsTheDeepestAllowedNesting() {
        // When
        ParsedWebhook parsed = WebhookEnvelope.parse(utf8(nested(GhlJson.NESTING_MAX - 1)));

        // Then
        assertThat(parsed).isInstanceOf(WebhookEnvelope.class);
    }

    /** Whatever bytes come, the answer is a value: nothing thrown, nothing hung. */
    @Test
    void neverThrowsOnDamagedBodies() {
        // Given
        long seed = 20261125L;
        Random random = new Random(seed);
        byte[] original = Samples.bytes("AppointmentCreate.sample.json");

        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = original.clone();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }

            // When
            ParsedWebhook parsed = WebhookEnvelope.parse(damaged);

            // Then
            assertThat(parsed).as("seed %d, round %d", seed, round).isNotNull();
        }
    }

    private static String nested(int levels) {
        return "{\"type\":\"X\",\"a\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
