package dev.ghlsync.sync.domain.contact;

import static dev.ghlsync.sync.domain.contact.ContactStory.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Input.Outcome;
import dev.ghlsync.sync.domain.contact.Input.Replan.Cause;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a command is given out and what it carries; times are seconds. */
class PlanTest {
    private static final FieldKey CITY = FieldKey.of(Field.CITY);

    private final ContactStory story = ContactStory.linked();

    @Test
    void theNewestCommandContainsEverythingOlderOnesWanted() {
        // Given
        story.read(100, "city=Berlin website=");
        story.edit(1_000, "city=Bonn");

        // When
        story.edit(1_001, "website=x.org");

        // Then
        assertThat(story.command().issued().wanted()).isEqualTo(valuesOf("city=Bonn website=x.org"));
    }

    @Test
    void whatAnUnsettledCommandWantedAndIsTakenBackIsStillSent() {
        // Given
        story.read(100, "city=Berlin website=");
        story.edit(1_000, "city=Bonn");

        // When
        story.edit(1_001, "city=Berlin website=x.org");

        // Then
        assertThat(story.command().issued().wanted()).isEqualTo(valuesOf("city=Berlin website=x.org"));
    }

    @Test
    void theSameWishIsGivenOutOnce() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");

        // When
        var folded = story.webhook(1_100, "city=Berlin website=x.org");

        // Then
        assertThat(folded.command()).isEmpty();
        assertThat(story.commands()).hasSize(1);
    }

    @Test
    void aWishThatShowsThereBeforeItsOutcomeIsNotTakenBack() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");

        // When
        var folded = story.webhook(1_010, "city=Bonn");

        // Then
        assertThat(folded.command()).isEmpty();
        assertThat(folded.wakeAt()).isEmpty();
    }

    @Test
    void aValueWrittenAnewIsGivenOutAnew() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");

        // When
        story.edit(1_001, "city=Jena");

        // Then
        assertThat(story.commands()).hasSize(2);
        assertThat(story.command().issued().wanted()).isEqualTo(valuesOf("city=Jena"));
    }

    @Test
    void aWishThatIsNoLongerWantedIsSaidOnce() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        story.edit(1_001, "city=Berlin");

        // When
        var folded = story.woken(1_002);

        // Then
        assertThat(folded.command()).isEmpty();
        assertThat(story.commands()).hasSize(2);
        assertThat(story.command().issued().kind()).isEqualTo(Issued.Kind.NOTHING);
        assertThat(story.command().bases()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"archived", "deleted"})
    void aContactThatIsNotActiveTakesItsWishBackOnce(String how) {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");

        // When
        var folded = how.equals("archived") ? story.archive(1_010) : story.deleted(1_010);

        // Then
        assertThat(folded.command()).hasValueSatisfying(command -> {
            assertThat(command.issued().kind()).isEqualTo(Issued.Kind.NOTHING);
            assertThat(command.issued().wanted()).isEmpty();
        });
        assertThat(story.woken(1_020).command()).isEmpty();
    }

    @Test
    void whatWasTakenBackAndIsWantedAgainIsGivenOutAgain() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        story.archive(1_010);

        // When
        story.restore(1_020);

        // Then
        assertThat(story.command().issued().kind()).isEqualTo(Issued.Kind.UPDATE);
        assertThat(story.command().issued().wanted()).isEqualTo(valuesOf("city=Bonn"));
    }

    @Test
    void whileACreateIsOnItsWayNothingElseIsAskedFor() {
        // Given
        var created = ContactStory.unlinked();
        created.edit(1_000, "email=ada@example.com");

        // When
        created.edit(1_010, "city=Bonn");

        // Then
        assertThat(created.commands()).hasSize(1);
        assertThat(created.state().awaitsCreate()).isTrue();
        created.applied(1_020, "email=ada@example.com");
        assertThat(created.state().awaitsCreate()).isFalse();
        assertThat(created.command().issued().kind()).isEqualTo(Issued.Kind.UPDATE);
        assertThat(created.command().issued().wanted()).isEqualTo(valuesOf("city=Bonn"));
        assertThat(created.command().ghlContactId()).isEqualTo(ContactStory.LINK);
    }

    @Test
    void aCreateOfAContactArchivedMeanwhileIsTakenBack() {
        // Given
        var created = ContactStory.unlinked();
        created.edit(1_000, "email=ada@example.com");

        // When
        created.archive(1_010);

        // Then
        assertThat(created.command().issued().kind()).isEqualTo(Issued.Kind.NOTHING);
    }

    @ParameterizedTest(name = "{0} ms after the last command: {1}")
    @CsvSource({"0,LATER", "299,LATER", "300,GIVE"})
    void quickEditsBecomeOneCommand(long after, String expected) {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        var edited = story.state().withWrites(story.state().writes());
        var writes = new TreeMap<>(edited.writes());
        writes.put(CITY, new Write("Jena", 1_000_000, "change-x", "app"));

        // When
        var folded = ContactFold.fold(edited.withWrites(writes), new Input.Woken(), Policy.DEFAULT, 1_000_000 + after);

        // Then
        assertThat(folded.command().isPresent()).isEqualTo(expected.equals("GIVE"));
        assertThat(folded.wakeAt().isPresent()).isEqualTo(expected.equals("LATER"));
        assertThat(folded.wakeAt().orElse(1_000_300)).isEqualTo(1_000_300);
    }

    @Test
    void aCommandSaysWhatItWasPlannedOnAndSinceWhen() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn website=x.org");

        // When
        story.edit(1_010, "city=Jena");

        // Then
        assertThat(story.command().bases())
                .containsEntry(CITY, new Command.Base("Berlin", true))
                .containsEntry(FieldKey.of(Field.WEBSITE), new Command.Base(null, false));
        assertThat(story.command().issued().madeAt()).containsEntry(CITY, 1_010_000L);
        assertThat(story.command().firstPlannedAt()).isEqualTo(1_000_000);
        assertThat(story.command().issued().plannedAt()).isEqualTo(1_010_000);
    }

    @Test
    void aVersionIsTheTimeItWasGivenOutAndAlwaysGrows() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(2_000, "city=Bonn");

        // When
        var earlier = story.replanned(1_500, Cause.RETRY_DUE, 2_000_000);

        // Then
        assertThat(story.commands().getFirst().issued().version()).isEqualTo(2_000_000);
        assertThat(earlier.command()).isEmpty();
        story.woken(2_001);
        assertThat(story.command().issued().version()).isEqualTo(2_001_000);
    }

    @Test
    void twoCommandsOfOneMomentHaveTwoVersions() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        var outbound = story.state().outbound();
        var ahead = new Outbound(5_000_000, 1_000_000, 1, 0, outbound.issued(), outbound.held(), null, null);
        var later = ContactStory.of(story.state().withOutbound(ahead));

        // When
        later.edit(1_010, "city=Jena");

        // Then
        assertThat(later.command().issued().version()).isEqualTo(5_000_001);
    }

    @Test
    void aParkedContactWakesNobody() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");

        // When
        var folded = story.settled(1_001, Outcome.Kind.PARKED, "paused", null, null);

        // Then
        assertThat(folded.command()).isEmpty();
        assertThat(folded.wakeAt()).isEmpty();
    }
}
