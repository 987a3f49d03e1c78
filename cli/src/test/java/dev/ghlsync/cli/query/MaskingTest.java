package dev.ghlsync.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.http.JsonApi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"contactId\":\"c-1\",\"version\":3} | {\"contactId\":\"c-1\",\"version\":3}",
                "{\"email\":\"ada@example.com\"}        | {\"email\":\"a***@***.com\"}",
                "{\"phone\":\"+16462200001\"}           | {\"phone\":\"+***\"}",
                "{\"givenName\":null}                   | {\"givenName\":null}",
                "{\"address\":{\"city\":\"Köln\"}}      | {\"address\":{\"city\":\"K***\"}}",
                "{\"tags\":[\"vip\"]}                   | {\"tags\":[\"v***\"]}",
                "{\"somethingNew\":\"secret\"}          | {\"somethingNew\":\"s***\"}",
                "{\"pending\":[\"phone\"]}              | {\"pending\":[\"phone\"]}"
            })
    void personalValuesAreHiddenAndStateIsNot(String contact, String expected) throws JsonProcessingException {
        // Given
        var open = (ObjectNode) JsonApi.MAPPER.readTree(contact);

        // When
        ObjectNode masked = Masking.masked(open);

        // Then
        assertThat(masked).isEqualTo(JsonApi.MAPPER.readTree(expected));
    }
}
