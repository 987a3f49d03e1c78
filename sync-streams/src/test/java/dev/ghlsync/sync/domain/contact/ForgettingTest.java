package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tags and custom fields that come and go; times are seconds. */
class ForgettingTest {
    private final ContactStory story = ContactStory.unlinked();

    @ParameterizedTest(name = "{0} {1}: {2} remembered")
    @CsvSource({"64, tags,         64", "65, tags,         64", "70, tags,         64", "70, customFields, 64"})
    void theRemovalsOfTheNewestSixtyFourAreRemembered(int removed, String kind, int remembered) {
        // When
        for (int i = 0; i < removed; i++) {
            story.edit(1_000 + i, kind + "." + (99 - i) + "=");
        }

        // Then
        assertThat(story.view().fields()).hasSize(remembered);
        assertThat(story.view().fields().lastKey()).isEqualTo(new FieldKey(kind + "." + (99 - removed + remembered)));
    }

    @Test
    void ofThoseRemovedTogetherTheFirstByNameAreForgotten() {
        // When
        story.edit(1_000, tags(10, 80, ""));

        // Then
        assertThat(story.view().fields().keySet())
                .hasSize(64)
                .contains(FieldKey.tag("16"), FieldKey.tag("79"))
                .doesNotContain(FieldKey.tag("15"));
    }

    @Test
    void whatTheContactHasIsNeverForgotten() {
        // When
        story.edit(1_000, tags(0, 100, "+"));

        // Then
        assertThat(story.view().fields()).hasSize(100);
    }

    @Test
    void whatGhlStillHasOrSaysIsNotForgotten() {
        // Given
        var linked = ContactStory.linked();
        linked.read(100, tags(0, 40, "+"));
        linked.edit(1_000, tags(0, 40, ""));

        // When
        linked.edit(1_010, tags(100, 180, ""));

        // Then
        assertThat(linked.view().fields().keySet()).contains(FieldKey.tag("0"), FieldKey.tag("39"));
        assertThat(linked.view().fields()).hasSize(40 + 64);
    }

    @Test
    void whatACommandOnItsWayWantedIsNotForgotten() {
        // Given
        story.edit(900, "email=ada@example.com " + tags(0, 10, "+"));
        story.edit(1_000, tags(0, 10, ""));

        // When
        story.edit(1_010, tags(100, 180, ""));

        // Then
        assertThat(story.view().fields().keySet()).contains(FieldKey.tag("0"), FieldKey.tag("9"));
        assertThat(story.view().fields()).hasSize(1 + 10 + 64);
    }

    @Test
    void aNamedFieldIsNeverForgotten() {
        // Given
        story.edit(900, "city= website=");

        // When
        story.edit(1_000, tags(100, 164, ""));

        // Then
        assertThat(story.view().fields()).hasSize(66);
    }

    @Test
    void whatIsForgottenLeavesNothingBehind() {
        // When
        story.edit(1_000, tags(100, 170, ""));

        // Then
        assertThat(story.state().writes()).hasSize(64);
    }

    private static String tags(int from, int to, String value) {
        return IntStream.range(from, to)
                .mapToObj(i -> "tags." + i + "=" + value)
                .collect(Collectors.joining(" "));
    }
}
