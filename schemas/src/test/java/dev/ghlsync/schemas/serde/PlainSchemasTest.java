package dev.ghlsync.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PlainSchemasTest {
    static final List<Topic<?>> WITH_VALUES =
            Topics.ALL.stream().filter(topic -> topic.value().isPresent()).toList();

    @ParameterizedTest
    @FieldSource("WITH_VALUES")
    void loseNothingButJavasProperty(Topic<?> topic) {
        // Given
        var schema = topic.schema().orElseThrow();

        // When
        var plain = PlainSchemas.of(schema);

        // Then
        var expected = schema.toString()
                .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
                .replace(",\"avro.java.string\":\"String\"", "");
        assertThat(plain.toString()).isEqualTo(expected);
        assertThat(SchemaNormalization.toParsingForm(plain)).isEqualTo(SchemaNormalization.toParsingForm(schema));
    }

    @Test
    void keepOtherPropertiesAndAliases() {
        // Given
        var schema = new Schema.Parser().parse("""
            {"type":"record","name":"R","aliases":["Old"],"owner":"us","fields":[
              {"name":"a","aliases":["b"],"note":"x","type":{"type":"string","logicalType":"uuid","avro.java.string":"String"}},
              {"name":"next","type":["null","R"],"default":null}]}
            """);

        // When
        var plain = PlainSchemas.of(schema);

        // Then
        assertThat(plain.toString()).isEqualTo(schema.toString().replace(",\"avro.java.string\":\"String\"", ""));
    }
}
