package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Fetching.Reason;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.history.Stamp.Rank;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which contact in GoHighLevel a contact follows, and when it wants to be read; times are seconds. */
class LinkAndReadTest {
    @ParameterizedTest(name = "{0} after it was linked: {1}, pushed {2}")
    @CsvSource({"city=, Jena, city", "city=Ulm, Ulm, ''", "city=Ulm city=, , ''"})
    void whatNobodyEverSetThereDoesNotClearWhatWeHave(String said, @Nullable String value, String pending) {
        // Given
        var story = ContactStory.unlinked();
        story.edit(1_000, "city=Jena");

        // When
        long at = 1_005;
        for (var each : said.split(" ")) {
            story.read(at, each);
            at += 100;
        }

        // Then
        assertThat(story.view().value(Field.CITY)).isEqualTo(value);
        assertThat(ContactStory.text(story.view().pending())).isEqualTo(pending);
    }

    private final ContactStory story = ContactStory.linked();

    @Test
    void aFactAboutAnotherContactThereChangesNothing() {
        // Given
        story.read(100, "city=Berlin");

        // When
        var folded = story.fold(200, seen("g2", 200, "city=Bonn"));

        // Then
        assertThat(folded.announced()).isFalse();
        assertThat(story.view().ghlContactId()).isEqualTo("g1");
        assertThat(story.view().value(Field.CITY)).isEqualTo("Berlin");
    }

    @Test
    void aDeleteOfAnotherContactThereChangesNothing() {
        // Given
        story.read(100, "city=Berlin");

        // When
        story.fold(200, new Input.Deleted("g2", 200_000));

        // Then
        assertThat(story.view().status()).isEqualTo(Lifecycle.Status.ACTIVE);
    }

    @Test
    void deletedThereAndCreatedAnewItFollowsTheNewOne() {
        // Given
        story.read(100, "city=Berlin");
        story.deleted(200);

        // When
        story.fold(300, seen("g2", 300, "city=Bonn"));

        // Then
        assertThat(story.view().ghlContactId()).isEqualTo("g2");
        assertThat(story.view().status()).isEqualTo(Lifecycle.Status.ACTIVE);
        assertThat(story.view().value(Field.CITY)).isEqualTo("Bonn");
    }

    @Test
    void theOldOneSeenAgainAfterItsDeleteIsNotANewOne() {
        // Given
        story.read(100, "city=Berlin");
        story.deleted(200);

        // When
        story.webhook(300, "city=Bonn");

        // Then
        assertThat(story.view().status()).isEqualTo(Lifecycle.Status.INACTIVE);
    }

    @Test
    void whenItWasCreatedThereIsKept() {
        // Given
        var unlinked = ContactStory.unlinked();
        unlinked.fold(100, new Input.Seen("g1", ContactStory.statement(Rank.READ, 100, "city=Berlin"), 77, Set.of()));

        // When
        unlinked.fold(200, new Input.Seen("g1", ContactStory.statement(Rank.READ, 200, "city=Berlin"), 88, Set.of()));

        // Then
        assertThat(unlinked.state().ghlCreatedAt()).isEqualTo(77);
        assertThat(unlinked.state().linked("g2", 99).ghlCreatedAt()).isEqualTo(77);
    }

    @ParameterizedTest(name = "a webhook of {0} without {1}: {2}")
    @CsvSource({
        "200, city,         NOT_STATED",
        "100, city,         NOT_STATED",
        "99,  city,         ",
        "200, website,      ",
        "200, state,        ",
        "200, tags,         NOT_STATED",
        "200, customFields, "
    })
    void aWebhookThatLeavesOutAValueThereIsWantsARead(long at, String omitted, @Nullable Reason expected) {
        // Given
        story.read(100, "city=Berlin website= tags.vip=+");

        // When
        story.webhookWithout(at, "phone=+12025550143 tags.vip=+", omitted);

        // Then
        assertThat(story.state().fetching().reason()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "deleted at 200, a webhook of {0}: {1}")
    @CsvSource({"199,", "200,", "201,DELETED_THEN_SEEN"})
    void aDeletedContactSeenLaterWantsARead(long at, @Nullable Reason expected) {
        // Given
        story.read(100, "city=Berlin");
        story.deleted(200);

        // When
        story.webhook(at, "city=Berlin");

        // Then
        assertThat(story.state().fetching().reason()).isEqualTo(expected);
        assertThat(story.view().status()).isEqualTo(Lifecycle.Status.INACTIVE);
    }

    @Test
    void aReadIsAskedForWhenItIsDueAndAgainIfNoAnswerComes() {
        // Given
        story.read(100, "city=Berlin");
        story.webhookWithout(200, "phone=+12025550143", "city");

        // When
        var early = story.woken(200);
        var due = story.woken(201);
        var again = story.woken(202);
        var late = story.woken(801);

        // Then
        assertThat(early.fetch()).isEmpty();
        assertThat(early.wakeAt()).hasValue(201_000);
        assertThat(due.fetch()).hasValue(Reason.NOT_STATED);
        assertThat(due.wakeAt()).hasValue(801_000);
        assertThat(again.fetch()).isEmpty();
        assertThat(late.fetch()).hasValue(Reason.NOT_STATED);
    }

    @Test
    void aReadAnswersWhatItIsAsNewAs() {
        // Given
        story.read(100, "city=Berlin");
        story.webhookWithout(200, "phone=+12025550143", "city");

        // When
        var folded = story.read(200, "phone=+12025550143");

        // Then
        assertThat(story.state().fetching().reason()).isNull();
        assertThat(folded.wakeAt()).isEmpty();
    }

    @Test
    void aDeleteIsAnAnswerToo() {
        // Given
        story.read(100, "city=Berlin");
        story.webhookWithout(200, "phone=+12025550143", "city");

        // When
        story.deleted(201);

        // Then
        assertThat(story.state().fetching().reason()).isNull();
    }

    @Test
    void aContactThatIsNotLinkedCannotBeRead() {
        // Given
        story.read(100, "city=Berlin");
        story.webhookWithout(200, "phone=+12025550143", "city");
        var fetching = story.state().fetching();
        var unlinked = ContactStory.of(story.state().unlinked().withFetching(fetching));

        // When
        var folded = unlinked.woken(300);

        // Then
        assertThat(folded.fetch()).isEmpty();
        assertThat(unlinked.state().fetching()).isEqualTo(fetching);
    }

    @Test
    void theEarlierOfACommandAndAReadWakesTheContact() {
        // Given
        story.read(100, "city=Berlin website=");
        story.edit(1_000, "city=Bonn");
        story.edit(1_000, 1_000, "website=x.org", null);

        // When
        var folded = story.webhookWithout(1_000, "phone=+12025550143", "city");

        // Then
        assertThat(folded.wakeAt()).hasValue(1_000_300);
    }

    @ParameterizedTest(name = "{0} h later: {1} remembered")
    @CsvSource({"24,1", "25,0"})
    void aCommandIsForgottenOnceItsAnswerLeftTheHorizon(long hours, int remembered) {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        story.applied(1_010, "city=Bonn");

        // When
        story.woken(1_010 + hours * 3_600);

        // Then
        assertThat(story.state().outbound().issued()).hasSize(remembered);
    }

    private static Input seen(String ghlContactId, long at, String values) {
        return new Input.Seen(ghlContactId, ContactStory.statement(Rank.READ, at, values), 0, Set.of());
    }
}
