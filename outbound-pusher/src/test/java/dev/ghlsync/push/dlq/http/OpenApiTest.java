package dev.ghlsync.push.dlq.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.ghlsync.push.dlq.domain.DeadLetter;
import dev.ghlsync.push.dlq.domain.Place;
import dev.ghlsync.push.dlq.domain.Queue;
import dev.ghlsync.push.dlq.domain.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/openapi/operator.yaml says what the program does. */
class OpenApiTest {
    private static final Path DOCUMENT = Path.of("../docs/openapi/operator.yaml");

    private final JsonNode document = read();

    @Test
    void everyRouteIsDocumentedAndNoOther() {
        // When
        List<String> documented = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(member -> {
                    if (!member.equals("parameters")) {
                        documented.add(member.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));

        // Then
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Stream.of(OperatorRoute.values())
                        .map(route -> route.method() + " " + route.template())
                        .toList());
    }

    @Test
    void filtersVerdictsAndFieldsOfAnEntryAreThoseOfTheProgram() {
        // Given
        DeadLetter letter = new DeadLetter(
                Queue.PUSH,
                "e",
                "L",
                "c",
                1L,
                6,
                "r",
                503,
                "x",
                List.of(),
                Instant.EPOCH,
                null,
                null,
                0,
                null,
                new Place("push.dlq", 0, 0));

        // When
        JsonNode schemas = document.path("components").path("schemas");

        // Then
        assertThat(names(schemas.path("Filter").path("properties"))).containsExactlyInAnyOrderElementsOf(Fields.FILTER);
        assertThat(names(schemas.path("Entry").path("properties")))
                .containsExactlyInAnyOrderElementsOf(names(LetterJson.letter(letter)));
        assertThat(document.at("/components/responses/Outcome/content/application~1json/schema/properties/counts"
                                + "/additionalProperties/propertyNames/enum")
                        .valueStream()
                        .map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Verdict.values()).map(Verdict::code).toList());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(DOCUMENT.toFile());
        } catch (IOException e) {
            throw new AssertionError(DOCUMENT + " cannot be read.", e);
        }
    }
}
