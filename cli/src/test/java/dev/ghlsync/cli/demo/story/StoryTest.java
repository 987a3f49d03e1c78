package dev.ghlsync.cli.demo.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghlsync.cli.demo.story.Step.By;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoryTest {
    @Test
    void sameSeedTellsTheSameStory() {
        // Given
        var first = Story.tell(new SplittableRandom(7), setting(1_000));

        // When
        var second = Story.tell(new SplittableRandom(7), setting(1_000));

        // Then
        assertThat(second).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {Story.CONTACTS_MIN, 100, 1_000, 5_000})
    void everyoneDoesEverythingToSomeContact(int contacts) {
        // When
        List<Step> steps = Story.tell(new SplittableRandom(contacts), setting(contacts)).stream()
                .flatMap(List::stream)
                .toList();

        // Then
        for (By by : By.values()) {
            assertThat(steps).as("steps by " + by).anyMatch(step -> step instanceof Step.Create && step.by() == by);
            assertThat(steps)
                    .as("steps by " + by)
                    .anyMatch(step -> step instanceof Step.Update(By who, var _, Fields fields)
                            && who == by
                            && !fields.clear().isEmpty());
            assertThat(steps).as("steps by " + by).anyMatch(step -> step instanceof Step.Retag && step.by() == by);
        }
        assertThat(steps).anyMatch(step -> step instanceof Step.Remove(By who, var _) && who == By.GHL_USER);
        assertThat(steps).anyMatch(step -> step instanceof Step.Remove(By who, var _) && who != By.GHL_USER);
        assertThat(steps).anyMatch(Step.Block.class::isInstance);
    }

    @Test
    void nothingIsDoneToAContactAfterItWasRemoved() {
        // Given
        var removed = new HashSet<String>();

        // When
        var acts = Story.tell(new SplittableRandom(3), setting(1_000));

        // Then
        acts.stream().flatMap(List::stream).forEach(step -> {
            assertThat(removed).doesNotContain(step.contact());
            if (step instanceof Step.Remove) {
                removed.add(step.contact());
            }
        });
    }

    @Test
    void tooFewContactsAreRefused() {
        // When
        var refused = assertThatThrownBy(() -> setting(Story.CONTACTS_MIN - 1));

        // Then
        refused.hasMessage("The story needs at least 40 contacts, there are 39; give --contacts a larger number.");
    }

    private static Setting setting(int contacts) {
        return new Setting(
                IntStream.range(0, contacts).mapToObj(i -> "c" + i).toList(),
                "text",
                "number",
                "list",
                List.of("Sleep", "Food"),
                List.of("user"));
    }
}
