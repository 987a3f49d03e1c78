package dev.ghlsync.sync.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.ghlsync.avro.Booking;
import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.Definition;
import dev.ghlsync.avro.Opportunity;
import dev.ghlsync.avro.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/openapi/query.yaml says what the program does. */
class OpenApiTest {
    private static final Path DOCUMENT = Path.of("../docs/openapi/query.yaml");

    private final JsonNode document = read();

    @Test
    void everyRouteIsDocumentedAndNoOther() {
        // When
        var documented = names(document.path("paths"));

        // Then
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(QueryRoute.values()).map(QueryRoute::template).toList());
    }

    @Test
    void onlyHealthNeedsNoToken() {
        // When
        var open = Stream.of(QueryRoute.values())
                .filter(route -> document.path("paths")
                        .path(route.template())
                        .path("get")
                        .has("security"))
                .toList();

        // Then
        assertThat(open)
                .containsExactlyInAnyOrderElementsOf(Stream.of(QueryRoute.values())
                        .filter(route -> !route.needsToken())
                        .toList());
    }

    @Test
    void contactHasTheFieldsOfItsSchema() {
        // Given
        var expected = new ArrayList<String>();
        expected.add("mergedFrom");
        Contact.getClassSchema().getFields().stream().map(Schema.Field::name).forEach(expected::add);
        expected.remove("correlationId");

        // When
        var documented = names(
                document.path("components").path("schemas").path("Contact").path("properties"));

        // Then
        assertThat(documented).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource
    void objectHasTheFieldsOfItsSchema(Schema schema) {
        // Given
        var expected = schema.getFields().stream().map(Schema.Field::name).collect(Collectors.toList());
        expected.remove("correlationId");

        // When
        var documented = names(document.path("components")
                .path("schemas")
                .path(schema.getName())
                .path("properties"));

        // Then
        assertThat(documented).containsExactlyInAnyOrderElementsOf(expected);
    }

    static List<Schema> objectHasTheFieldsOfItsSchema() {
        return List.of(
                Booking.getClassSchema(),
                Opportunity.getClassSchema(),
                Task.getClassSchema(),
                Definition.getClassSchema());
    }

    @Test
    void everyParameterIsDocumentedAndNoOther() {
        for (var route : QueryRoute.values()) {
            // When
            var documented = new ArrayList<String>();
            document.path("paths")
                    .path(route.template())
                    .path("get")
                    .path("parameters")
                    .forEach(parameter -> {
                        var reference = parameter.path("$ref").asText();
                        documented.add(
                                parameter.path("name").asText(reference.substring(reference.lastIndexOf('/') + 1)));
                    });

            // Then
            assertThat(documented).as(route.template()).containsExactlyInAnyOrderElementsOf(route.parameters());
        }
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
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
