package dev.ghlsync.sync.domain.contact;

import static dev.ghlsync.sync.domain.contact.ContactStory.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Input.Outcome;
import dev.ghlsync.sync.domain.contact.Input.Replan.Cause;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contacts that are planned again: by a retry that is due, a sweep, a replay or a connection that works again; times are seconds. */
class ReplanTest {
    private static final FieldKey CITY = FieldKey.of(Field.CITY);

    private final ContactStory story = ContactStory.linked();

    @ParameterizedTest(name = "replay of {0}: {1}")
    @CsvSource({"city, phone", "'', ''", "phone, city", "website, city phone"})
    void aReplayTriesAgainWhatIsAskedFor(String asked, String stillHeld) {
        // Given
        story.read(100, "city=Berlin phone=+4930111222");
        story.edit(1_000, "city=Bonn phone=+4930999888");
        story.settled(1_010, Outcome.Kind.REFUSED, "invalid", null, null);

        // When
        story.replanned(1_100, Cause.REPLAY, 0, asked.isEmpty() ? new String[0] : asked.split(" "));

        // Then
        assertThat(text(story.view().held().keySet())).isEqualTo(stillHeld);
    }

    @ParameterizedTest(name = "{0}: reopened {1}")
    @CsvSource({"REPLAY,true", "RECONNECT,true", "SWEEP,true", "ZOMBIE_CHECK,false"})
    void aParkedContactIsReopened(Cause cause, boolean reopened) {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        story.settled(1_010, Outcome.Kind.PARKED, "paused", null, null);

        // When
        var folded = story.replanned(2_000, cause, 0);

        // Then
        assertThat(folded.command().isPresent()).isEqualTo(reopened);
    }

    @Test
    void aSweepGivesOutAgainWhatHasNoOutcomeToExpect() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        long version = story.command().issued().version();

        // When
        var folded = story.replanned(90_000, Cause.SWEEP, version);

        // Then
        assertThat(folded.command()).hasValueSatisfying(command -> {
            assertThat(command.issued().wanted()).containsEntry(CITY, "Bonn");
            assertThat(command.issued().version()).isGreaterThan(version);
        });
        assertThat(story.state().outbound().isUnsettled(version)).isFalse();
    }

    @Test
    void aSweepLeavesNewerCommandsAlone() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        long version = story.command().issued().version();

        // When
        var folded = story.replanned(90_000, Cause.SWEEP, version - 1);

        // Then
        assertThat(folded.command()).isEmpty();
        assertThat(story.state().outbound().isUnsettled(version)).isTrue();
    }

    @Test
    void aRetryOfAnOlderVersionSpendsNoAttempt() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        long first = story.command().issued().version();
        story.edit(1_001, "city=Jena");

        // When
        story.replanned(1_060, Cause.RETRY_DUE, first);

        // Then
        assertThat(story.state().outbound().nextAttempt()).isEqualTo(1);
        assertThat(story.state().outbound().isUnsettled(first)).isFalse();
        assertThat(story.command().issued().wanted()).containsEntry(CITY, "Jena");
    }

    @Test
    void aDueRetryCarriesWhenItFirstFailed() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        var first = story.command();

        // When
        story.replanned(1_060, Cause.RETRY_DUE, first.issued().version());

        // Then
        assertThat(story.command().firstFailedAt()).isEqualTo(1_060_000);
        assertThat(story.command().issued().attempt()).isEqualTo(2);
        assertThat(first.firstFailedAt()).isZero();
    }

    @Test
    void aRetryThatHasNothingLeftToDoSpendsNoAttemptOfTheNextCommand() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        story.webhook(1_010, "city=Bonn");
        story.replanned(1_060, Cause.RETRY_DUE, story.command().issued().version());

        // When
        story.edit(2_000, "city=Jena");

        // Then
        assertThat(story.command().issued().attempt()).isEqualTo(1);
        assertThat(story.command().firstFailedAt()).isZero();
    }

    @Test
    void aRetryThatIsDueTwiceSpendsOneAttempt() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        var first = story.command();
        story.replanned(1_060, Cause.RETRY_DUE, first.issued().version());

        // When
        story.replanned(1_061, Cause.RETRY_DUE, first.issued().version());

        // Then
        assertThat(story.commands()).hasSize(2);
        assertThat(story.state().outbound().nextAttempt()).isEqualTo(1);
    }
}
