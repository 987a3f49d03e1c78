package dev.ghlsync.cli.topics.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.cli.topics.domain.TopicStep.SettingChange;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TopicPlanTest {
    private static final TopicSpec WANTED =
            new TopicSpec("t", 4, 3, Map.of("cleanup.policy", "compact", "min.insync.replicas", "2"));

    static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of("missing", Map.of(), new TopicStep.Create(WANTED)),
                Arguments.of(
                        "as wanted",
                        having(4, Map.of("cleanup.policy", "compact", "min.insync.replicas", "2", "other", "x")),
                        new TopicStep.Unchanged("t")),
                Arguments.of(
                        "other settings",
                        having(4, Map.of("cleanup.policy", "delete", "other", "x")),
                        new TopicStep.Alter(
                                "t",
                                List.of(
                                        new SettingChange("cleanup.policy", "delete", "compact"),
                                        new SettingChange("min.insync.replicas", "", "2")))),
                Arguments.of("too few partitions", having(3, WANTED.settings()), new TopicStep.Refuse("t", 3, 4)),
                Arguments.of("too many partitions", having(5, Map.of()), new TopicStep.Refuse("t", 5, 4)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void decidesByWhatIsThere(String name, Map<String, TopicState> actual, TopicStep expected) {
        // When
        var steps = TopicPlan.plan(List.of(WANTED), actual);

        // Then
        assertThat(steps).containsExactly(expected);
    }

    @Test
    void saysHowManyPartitionsThereAreAndWhatToDo() {
        // Given
        var step = new TopicStep.Refuse("ghl.webhooks", 4, 12);

        // When
        var reason = step.reason();

        // Then
        assertThat(reason)
                .isEqualTo("Topic ghl.webhooks has 4 partitions, not 12; partition counts are fixed when topics are"
                        + " created, so give the count it has or migrate to new topics.");
    }

    private static Map<String, TopicState> having(int partitions, Map<String, String> settings) {
        return Map.of("t", new TopicState("t", partitions, settings));
    }
}
