package dev.ghlsync.cli.topics.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaPlanTest {
    private static final SchemaSpec WANTED = new SchemaSpec("t-value", "\"string\"");

    static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of("missing", Map.of(), new SchemaStep.Register(WANTED, true)),
                Arguments.of("there and guarded", having(true, true), new SchemaStep.Unchanged("t-value")),
                Arguments.of("there, not guarded", having(true, false), new SchemaStep.Guard("t-value")),
                Arguments.of("compatible", having(false, true), new SchemaStep.Register(WANTED, false)),
                Arguments.of(
                        "not compatible",
                        having(false, true, "version 1 (a)", "version 2 (b)"),
                        new SchemaStep.Refuse("t-value", "version 1 (a); version 2 (b)")),
                Arguments.of(
                        "old schema again, although a later one conflicts",
                        having(true, true, "version 2 (b)"),
                        new SchemaStep.Unchanged("t-value")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void decidesByWhatIsThere(String name, Map<String, SubjectState> actual, SchemaStep expected) {
        // When
        var steps = SchemaPlan.plan(List.of(WANTED), actual);

        // Then
        assertThat(steps).containsExactly(expected);
    }

    private static Map<String, SubjectState> having(boolean registered, boolean guarded, String... conflicts) {
        return Map.of("t-value", new SubjectState(registered, guarded, List.of(conflicts)));
    }
}
