package dev.ghlsync.sync.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.mirror.Picture;
import dev.ghlsync.sync.domain.mirror.Reading;
import dev.ghlsync.sync.domain.mirror.Turn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskRulesTest {
    private final TaskRules rules = new TaskRules();

    @ParameterizedTest(name = "completed {0}, then {1}: {2}")
    @CsvSource({
        ",      false, task_created",
        ",      true,  task_created task_completed",
        "false, true,  task_completed",
        "true,  false, task_reopened",
        "true,  true,  ''",
        "false, false, ''"
    })
    void whetherItIsDoneIsTold(@Nullable String before, String after, String told) {
        // When
        var turns = rules.turns(Optional.ofNullable(before).map(TaskRulesTest::completed), completed(after));

        // Then
        assertThat(String.join(" ", turns.stream().map(Turn::type).toList())).isEqualTo(told);
        assertThat(turns).allSatisfy(turn -> assertThat(turn.fields()).containsExactly("completed"));
    }

    @Test
    void aDeletionIsTold() {
        // When
        var turn = rules.deletion(completed("true"));

        // Then
        assertThat(turn).hasValue(Turn.of("task_deleted", "", List.of("completed"), Map.of()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"ghlContactId,", "title,TASK_WITHOUT_CONTACT"})
    void aTaskThatNamesNoContactIsRead(String field, @Nullable Reading expected) {
        // When
        var reading = rules.wants(Optional.empty(), new Picture(new TreeMap<>(Map.of(field, "x"))));

        // Then
        assertThat(reading).isEqualTo(Optional.ofNullable(expected));
    }

    private static Picture completed(String completed) {
        return new Picture(new TreeMap<>(Map.of(TaskFields.COMPLETED, completed)));
    }
}
