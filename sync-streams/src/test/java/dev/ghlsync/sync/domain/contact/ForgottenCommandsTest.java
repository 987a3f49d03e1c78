package dev.ghlsync.sync.domain.contact;

import static dev.ghlsync.sync.domain.contact.ContactStory.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Input.Outcome;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bonn and, while it is on its way, Kiel: Bonn reaches GoHighLevel after Kiel was typed, so it would be the later one if nobody knew any more that it
 * is ours. Times are seconds.
 */
class ForgottenCommandsTest {
    private static final long DAY = 86_400;

    private final ContactStory story = ContactStory.linked();

    private void kielWhileBonnIsOnItsWay() {
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        var bonn = story.command();
        story.edit(1_005, "city=Kiel");
        story.webhook(1_008, "city=Bonn");
        story.settled(bonn, 1_010, Outcome.Kind.APPLIED, null, "APPLIED", "city=Bonn");
        story.applied(1_020, "city=Kiel");
    }

    @Test
    void anOlderValueOfOursStaysOursHoweverMuchIsPushedAfterwards() {
        // Given
        kielWhileBonnIsOnItsWay();
        int before = story.commands().size();

        // When
        for (int i = 0; i < 3 * Outbound.MAX_ISSUED; i++) {
            story.edit(3_000 + i * 100, "website=w" + i);
            story.applied(3_010 + i * 100, "city=Kiel website=w" + i);
        }

        // Then
        assertKiel(before);
    }

    @Test
    void anEditInGoHighLevelThatWasOverwrittenAndRepairedStaysHoweverMuchIsPushedAfterwards() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        var bonn = story.command();
        story.webhook(1_005, "city=Ulm");
        story.settled(bonn, 1_006, Outcome.Kind.APPLIED, null, "APPLIED", "city=Bonn");
        story.applied(1_020, "city=Ulm");
        int before = story.commands().size();

        // When
        for (int i = 0; i < 3 * Outbound.MAX_ISSUED; i++) {
            story.edit(3_000 + i * 100, "website=w" + i);
            story.applied(3_010 + i * 100, "city=Ulm website=w" + i);
        }

        // Then
        assertStays("Ulm", before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_007, 1_009, 1_015, 1_025, 3_600, DAY, 2 * DAY})
    void anOlderValueOfOursStaysOursHoweverMuchTimePasses(long later) {
        // Given
        kielWhileBonnIsOnItsWay();
        int before = story.commands().size();

        // When
        story.woken(DAY + later);
        story.woken(DAY + later + 1);
        story.read(DAY + later + 2, "city=Kiel");

        // Then
        assertKiel(before);
    }

    @Test
    void aVersionThatMayHaveBeenSentBeforeItWasSupersededIsStillOurs() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        var bonn = story.command();
        story.edit(1_005, "city=Kiel");
        var kiel = story.command();

        // When
        story.maybeSent(bonn, 1_010, Outcome.Kind.SUPERSEDED, "superseded_by_newer");
        story.settled(kiel, 1_012, Outcome.Kind.PARTLY, null, "NOT_SENT", "city=Bonn");

        // Then
        assertThat(story.view().value(Field.CITY)).isEqualTo("Kiel");
        assertThat(story.command().issued().wanted()).containsValue("Kiel");
        assertThat(story.command().issued().version())
                .isGreaterThan(kiel.issued().version());
    }

    @Test
    void aVersionThatMayHaveBeenSentBeforeItWasParkedIsStillOurs() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        var bonn = story.command();
        story.edit(1_005, "city=Kiel");

        // When
        story.maybeSent(bonn, 1_010, Outcome.Kind.PARKED, "location_paused");
        story.webhook(1_011, "city=Bonn");
        story.read(1_100, "city=Bonn");

        // Then
        assertThat(story.view().value(Field.CITY)).isEqualTo("Kiel");
    }

    private void assertKiel(int before) {
        assertStays("Kiel", before);
    }

    private void assertStays(String city, int before) {
        assertThat(story.view().value(Field.CITY)).isEqualTo(city);
        assertThat(text(story.view().pending())).isEmpty();
        assertThat(story.commands().subList(before, story.commands().size()))
                .noneMatch(command -> command.issued().wanted().containsKey(FieldKey.of(Field.CITY)));
    }
}
