package dev.ghlsync.sync.domain.contact;

import static dev.ghlsync.sync.domain.contact.ContactStory.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Input.Replan.Cause;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * We wrote Bonn and then Kiel, and both were answered. A pusher that was frozen with Bonn in its hand sends it once more at 2,020 and tells of it at
 * 2,025; times are seconds.
 */
class LateLandingTest {
    private final ContactStory story = ContactStory.linked();
    private long bonn;

    @BeforeEach
    void bothWereAnswered() {
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        bonn = story.command().issued().version();
        story.applied(1_010, "city=Bonn");
        story.edit(2_000, "city=Kiel");
        story.applied(2_010, "city=Kiel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check webhook",
                "webhook check",
                "check read",
                "read check",
                "webhook read check",
                "webhook check read",
                "check check webhook",
            })
    void whatLandedLateIsMendedWhicheverIsHeardFirst(String order) {
        // Given
        int before = story.commands().size();

        // When
        heard(order);

        // Then
        assertThat(story.view().value(Field.CITY)).isEqualTo("Kiel");
        assertThat(text(story.view().pending())).isEqualTo("city");
        assertThat(story.commands()).hasSize(before + 1);
        assertThat(story.command().issued().wanted()).containsValue("Kiel");
    }

    @Test
    void whoeverTypesAnOldValueOfOursAgainIsBelieved() {
        // Given
        int before = story.commands().size();

        // When
        heard("webhook read");

        // Then
        assertThat(story.view().value(Field.CITY)).isEqualTo("Bonn");
        assertThat(story.commands()).hasSize(before);
    }

    @Test
    void anEditInGoHighLevelMeanwhileIsNotMendedAway() {
        // Given
        story.webhook(2_015, "city=Ulm");

        // When
        heard("check webhook read");

        // Then
        assertThat(story.view().value(Field.CITY)).isEqualTo("Ulm");
        assertThat(story.command().issued().wanted()).containsValue("Ulm");
    }

    @Test
    void aLaterEditInGoHighLevelCounts() {
        // Given
        heard("check webhook");

        // When
        story.webhook(2_090, "city=Ulm");
        story.read(2_091, "city=Ulm");

        // Then
        assertThat(story.view().value(Field.CITY)).isEqualTo("Ulm");
    }

    @Test
    void itStaysMendedHoweverMuchIsPushedAfterwards() {
        // Given
        heard("webhook check");
        story.applied(2_030, "city=Kiel");
        int before = story.commands().size();

        // When
        for (int i = 0; i < 2 * Outbound.MAX_ISSUED; i++) {
            story.edit(3_000 + i * 100, "website=w" + i);
            story.applied(3_010 + i * 100, "city=Kiel website=w" + i);
        }

        // Then
        assertKielWithoutAnotherPush(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {86_000, 88_400, 88_415, 88_425, 88_440, 88_500, 90_000, 174_000, 180_000})
    void itStaysMendedHoweverMuchTimePasses(long later) {
        // Given
        heard("webhook check");
        story.applied(2_120, "city=Kiel");
        int before = story.commands().size();

        // When
        story.woken(later);
        story.woken(later + 1);

        // Then
        assertKielWithoutAnotherPush(before);
    }

    private void assertKielWithoutAnotherPush(int before) {
        assertThat(story.view().value(Field.CITY)).isEqualTo("Kiel");
        assertThat(text(story.view().pending())).isEmpty();
        assertThat(story.commands().subList(before, story.commands().size()))
                .noneMatch(command -> command.issued().wanted().containsKey(FieldKey.of(Field.CITY)));
    }

    private void heard(String order) {
        for (String what : order.split(" ")) {
            switch (what) {
                case "check" -> story.replanned(2_025, Cause.ZOMBIE_CHECK, bonn);
                case "webhook" -> story.webhook(2_020, "city=Bonn");
                case "read" -> story.read(2_030, "city=Bonn");
                default -> throw new IllegalArgumentException(what);
            }
        }
    }
}
