package dev.ghlsync.sync.domain.contact;

import static dev.ghlsync.sync.domain.contact.ContactStory.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Folded.Verdict;
import dev.ghlsync.sync.domain.contact.Input.Outcome;
import dev.ghlsync.sync.domain.contact.Input.Replan.Cause;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of a contact, whose doing it was, and what an input turned out to be; times are seconds. */
class HappeningsTest {
    private final ContactStory story = ContactStory.linked();

    @Test
    void theFirstWordCreatesTheContact() {
        // When
        var folded = story.read(100, "city=Berlin phone=");

        // Then
        assertThat(told(folded)).containsExactly("contact_created by GHL: city");
        assertThat(folded.verdict()).isEqualTo(Verdict.CREATED);
        assertThat(folded.announced()).isTrue();
    }

    @Test
    void aChangeThereIsToldByFieldName() {
        // Given
        story.read(100, "city=Berlin phone=+4930111222");

        // When
        var folded = story.webhook(1_000, "city=Bonn phone=+4930111222");

        // Then
        assertThat(told(folded)).containsExactly("contact_updated by GHL: city");
        assertThat(folded.verdict()).isEqualTo(Verdict.CHANGED);
    }

    @Test
    void aChangeOfOursIsToldWithItsProducer() {
        // Given
        story.read(100, "city=Berlin");

        // When
        var folded = story.edit(1_000, "city=Bonn");

        // Then
        assertThat(told(folded)).containsExactly("contact_updated by CRM app: city");
        assertThat(folded.verdict()).isEqualTo(Verdict.CHANGED);
    }

    @Test
    void aChangeOfOursThatChangesNothingIsUnchanged() {
        // Given
        story.read(100, "city=Berlin");

        // When
        var folded = story.edit(1_000, "city=Berlin");

        // Then
        assertThat(told(folded)).isEmpty();
        assertThat(folded.verdict()).isEqualTo(Verdict.UNCHANGED);
    }

    @Test
    void aLinkIsTold() {
        // When
        var folded = ContactStory.unlinked().read(100, "city=Berlin");

        // Then
        assertThat(told(folded)).containsExactly("contact_created by GHL: city", "contact_linked by GHL");
    }

    @Test
    void aDeleteThereAndItsRevivalAreTold() {
        // Given
        story.read(100, "city=Berlin");

        // When
        var deleted = story.deleted(1_000);
        var revived = story.read(1_001, "city=Berlin");

        // Then
        assertThat(told(deleted)).containsExactly("contact_deleted by GHL");
        assertThat(deleted.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(told(revived)).containsExactly("contact_revived by GHL");
    }

    @Test
    void archivingIsOursAndRestoringAnOperators() {
        // Given
        story.read(100, "city=Berlin");

        // When
        var archived = story.archive(1_000);
        var restored = story.restore(1_001);

        // Then
        assertThat(told(archived)).containsExactly("contact_archived by CRM app");
        assertThat(told(restored)).containsExactly("contact_restored by OPERATOR app");
    }

    @Test
    void aContactRestoredThatIsDeletedThereIsToldAsDeleted() {
        // Given
        story.read(100, "city=Berlin");
        story.archive(1_000);
        story.deleted(1_010);

        // When
        var restored = story.restore(1_020);

        // Then
        assertThat(told(restored)).containsExactly("contact_deleted by OPERATOR app");
    }

    @Test
    void aMergeNamesTheOtherAndASplitToo() {
        // Given
        story.read(100, "city=Berlin");
        var alone = story.state();
        var gone = alone.withLifecycle(alone.lifecycle().merged("c0", null));

        // When
        var merged = regrouped(alone, gone);
        var split = regrouped(gone, alone);

        // Then
        assertThat(told(merged)).containsExactly("contact_merged by OPERATOR, c9");
        assertThat(told(split)).containsExactly("contact_split by OPERATOR, c9");
    }

    @Test
    void aContactThatLostItsLinkIsTold() {
        // Given
        story.read(100, "city=Berlin");

        // When
        var folded = regrouped(story.state(), story.state().unlinked());

        // Then
        assertThat(told(folded)).contains("contact_unlinked by OPERATOR");
    }

    @Test
    void newlyHeldFieldsAreToldOncePerReason() {
        // Given
        story.read(100, "city=Berlin phone=+4930111222");
        story.edit(1_000, "city=Bonn phone=+4930999888");

        // When
        var held = story.settled(1_010, Outcome.Kind.REFUSED, "invalid", null, null);
        var later = story.webhook(1_020, "city=Berlin phone=+4930111222");

        // Then
        assertThat(told(held)).containsExactly("field_held by GHL: city phone, refused");
        assertThat(told(later)).isEmpty();
    }

    @Test
    void aPossibleDuplicateIsNamed() {
        // Given
        story.read(100, "city=Berlin");

        // When
        var folded = story.fold(200, new Input.Doubled("c7"));

        // Then
        assertThat(told(folded)).containsExactly("possible_duplicate by GHL, c7");
        assertThat(story.view().duplicateOf()).isEqualTo("c7");
        assertThat(folded.announced()).isTrue();
    }

    @Test
    void aReplayIsAnOperatorsDoing() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        story.settled(1_010, Outcome.Kind.REFUSED, "invalid", null, null);

        // When
        var folded = story.replanned(1_100, Cause.REPLAY, 0);

        // Then
        assertThat(told(folded)).isEmpty();
        assertThat(folded.verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(folded.announced()).isTrue();
    }

    @Test
    void timePassingIsWoken() {
        // Given
        story.read(100, "city=Berlin");

        // When
        var folded = story.woken(200);

        // Then
        assertThat(folded.verdict()).isEqualTo(Verdict.WOKEN);
        assertThat(folded.announced()).isFalse();
    }

    @ParameterizedTest(name = "a webhook with {0} at {1}: {2}")
    @CsvSource({
        "city=Bonn, 1020, ECHO",
        "city=Bonn, 1001, ECHO",
        "phone=+4930111222, 1020, UNCHANGED",
        "phone=+4930111222, 1030, STALE"
    })
    void aWebhookThatChangesNothingIsAnEchoStaleOrUnchanged(String values, long at, Verdict verdict) {
        // Given
        story.read(100, "city=Berlin phone=+4930111222");
        story.edit(1_000, "city=Bonn");
        story.applied(1_010, "city=Bonn phone=+4930111222");
        story.webhook(1_030, "phone=+4930111222");

        // When
        var folded = story.webhook(at, values);

        // Then
        assertThat(folded.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindHasTheNameOfItsEvent(Happening.Kind kind) {
        // When
        var code = kind.code();

        // Then
        assertThat(code).isEqualTo(kind.name().toLowerCase(Locale.ROOT));
    }

    private static Folded regrouped(ContactState before, ContactState after) {
        var input = new Input.Regrouped(Side.OPERATOR, "c9");
        return ContactFold.regrouped(before, after, input, Policy.DEFAULT, 2_000_000);
    }
}
