package dev.ghlsync.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaConflictsTest {
    private static final String A = "{\"name\":\"a\",\"type\":\"string\"}";
    private static final String A_INT = "{\"name\":\"a\",\"type\":\"int\"}";
    private static final String B = "{\"name\":\"b\",\"type\":\"int\"}";
    private static final String B_OPTIONAL = "{\"name\":\"b\",\"type\":[\"null\",\"int\"],\"default\":null}";

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("nothing", A, A, ""),
                Arguments.of("optional field added", A, A + "," + B_OPTIONAL, ""),
                Arguments.of("optional field removed", A + "," + B_OPTIONAL, A, ""),
                Arguments.of(
                        "required field added",
                        A,
                        A + "," + B,
                        "the new schema cannot read old records: a field without a default was added or removed: b"),
                Arguments.of(
                        "required field removed",
                        A + "," + B,
                        A,
                        "readers of the old schema cannot read new records: a field without a default was added or"
                                + " removed: b"),
                Arguments.of("type changed", A, A_INT, "the new schema cannot read old records: the type changed:"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void findsWhatOneSideCannotRead(String name, String older, String newer, String conflict) {
        // When
        var found = SchemaConflicts.between(record(older), record(newer));

        // Then
        assertThat(found.isPresent()).isEqualTo(!conflict.isEmpty());
        assertThat(found.orElse("")).startsWith(conflict);
    }

    private static String record(String fields) {
        return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}";
    }
}
