package dev.ghlsync.cli.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.http.JsonApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors the platforms publish; see identifiers/LICENSE-NOTE.txt. */
class PlatformTest {
    private static final Map<String, String> OURS = Map.of(
            "em", "email",
            "ph", "phone",
            "fn", "givenName",
            "ln", "familyName",
            "db", "dateOfBirth",
            "email", "email",
            "phone", "phone",
            "given_name", "givenName",
            "family_name", "familyName");

    static Stream<JsonNode> meta() {
        return vectors("meta_docs.json")
                .filter(vector -> vector.path("input").isTextual())
                // What stands before the number there is a description.
                .map(vector -> replaced(vector, "US phone number (650)555-1212", "+1 (650)555-1212"));
    }

    static Stream<JsonNode> google() {
        return vectors("google.json")
                .filter(vector -> OURS.containsKey(vector.path("field").asText()));
    }

    static Stream<JsonNode> both() {
        return vectors("cross_platform.json");
    }

    @ParameterizedTest
    @MethodSource("meta")
    void metaGetsWhatItDocuments(JsonNode vector) {
        // When
        var hashed = Platform.META.hashed(
                contact(vector.path("field").asText(), vector.path("input").asText()));

        // Then
        assertThat(hashed.get(vector.path("field").asText()))
                .isEqualTo(vector.path("sha256").asText());
    }

    @ParameterizedTest
    @MethodSource("google")
    void googleGetsWhatItsOwnHelperMakes(JsonNode vector) {
        // When
        var hashed = Platform.GOOGLE.hashed(
                contact(vector.path("field").asText(), vector.path("input").asText()));

        // Then
        assertThat(hashed.get(vector.path("field").asText()))
                .isEqualTo(
                        vector.path("normalized").isNull()
                                ? null
                                : vector.path("sha256_hex").asText());
    }

    @ParameterizedTest
    @MethodSource("both")
    void onePersonHasAnotherDigestOnEachPlatform(JsonNode vector) {
        // Given
        boolean isMail = vector.path("raw").asText().contains("@");
        var contact = contact(isMail ? "email" : "phone", vector.path("raw").asText());

        // When
        var meta = Platform.META.hashed(contact).get(isMail ? "em" : "ph");
        var google = Platform.GOOGLE.hashed(contact).get(isMail ? "email" : "phone");

        // Then
        assertThat(meta).isEqualTo(vector.path("meta_sha256").asText());
        assertThat(google).isEqualTo(vector.path("google_sha256").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "city,New York,ct,newyork",
        "city,St. John's,ct,stjohns",
        "state,CA,st,ca",
        "postalCode,94035-1234,zp,94035",
        "postalCode,M1 1AE,zp,m11ae",
        "country,US,country,us"
    })
    void placesOfAnAddressAreWithoutSpacesAndPunctuation(String field, String value, String name, String normalized) {
        // Given
        var contact = JsonNodeFactory.instance.objectNode();
        contact.putObject("address").put(field, value);

        // When
        var hashed = Platform.META.hashed(contact);

        // Then
        assertThat(hashed.get(name)).isEqualTo(Platform.sha256(normalized));
    }

    @Test
    void whatIsMissingHasNoDigest() {
        // When
        var hashed = Platform.META.hashed(JsonNodeFactory.instance.objectNode().putNull("email"));

        // Then
        assertThat(hashed.values()).containsOnlyNulls();
    }

    private static ObjectNode contact(String field, String value) {
        var contact = JsonNodeFactory.instance.objectNode();
        if (field.equals("country")) {
            contact.putObject("address").put("country", value);
        } else {
            contact.put(OURS.getOrDefault(field, field), value);
        }
        return contact;
    }

    private static JsonNode replaced(JsonNode vector, String from, String to) {
        return vector.path("input").asText().equals(from) ? ((ObjectNode) vector).put("input", to) : vector;
    }

    private static Stream<JsonNode> vectors(String file) {
        try (var in = PlatformTest.class.getResourceAsStream("/identifiers/" + file)) {
            return JsonApi.MAPPER.readTree(in).path("vectors").valueStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
