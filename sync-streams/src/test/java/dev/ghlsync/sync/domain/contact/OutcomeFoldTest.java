package dev.ghlsync.sync.domain.contact;

import static dev.ghlsync.sync.domain.contact.ContactStory.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Input.FieldOutcome;
import dev.ghlsync.sync.domain.contact.Input.Outcome;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Stamp.Rank;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an outcome leaves behind: GoHighLevel has Berlin and our side wrote Bonn; times are seconds. */
class OutcomeFoldTest {
    private static final FieldKey CITY = FieldKey.of(Field.CITY);
    private static final FieldKey PHONE = FieldKey.of(Field.PHONE);

    private final ContactStory story = ContactStory.linked();

    @ParameterizedTest(name = "{0} because of {1}, each field {2}, answer {3}: held as {4}")
    @CsvSource({
        "APPLIED,    ,            APPLIED,            city=Bonn,   ,                   ''",
        "PARTLY,     oscillating, REFUSED,            city=Berlin, OSCILLATING,        ''",
        "PARTLY,     invalid,     REFUSED,            city=Berlin, REFUSED,            ''",
        "PARTLY,     ,            SILENTLY_DISCARDED, city=Berlin, SILENTLY_DISCARDED, ''",
        "PARTLY,     ,            NOT_SENT,           city=Berlin, ,                   city",
        "PARTLY,     ,            FAILED,             city=Berlin, ,                   city",
        "REFUSED,    invalid,     REFUSED,            ,            REFUSED,            ''",
        "REFUSED,    invalid,     ,                   ,            REFUSED,            ''",
        "REFUSED,    invalid,     NOT_SENT,           ,            REFUSED,            ''",
        "DEAD,       exhausted,   ,                   ,            DEAD,               ''",
        "DEAD,       exhausted,   REFUSED,            ,            DEAD,               ''",
        "SUPERSEDED, ,            ,                   ,            ,                   city",
        "PARKED,     paused,      ,                   ,            ,                   city"
    })
    void anOutcomeSettlesTheCommandAndHoldsWhatGhlDoesNotTake(
            Outcome.Kind kind,
            @Nullable String reason,
            @Nullable String each,
            @Nullable String answer,
            Held.@Nullable Reason held,
            String pending) {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        long version = story.command().issued().version();

        // When
        story.settled(1_010, kind, reason, each, answer);

        // Then
        assertThat(reasons(story.view().held())).isEqualTo(held == null ? Map.of() : Map.of(CITY, held));
        assertThat(text(story.view().pending())).isEqualTo(pending);
        assertThat(story.state().outbound().isUnsettled(version)).isFalse();
        assertThat(story.view().value(Field.CITY)).isEqualTo("Bonn");
    }

    @Test
    void whatIsHeldSaysWhatWasSentWhenAndWhy() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");

        // When
        story.settled(1_010, Outcome.Kind.REFUSED, "invalid", null, null);

        // Then
        assertThat(story.view().held())
                .containsEntry(CITY, new Held("Bonn", Held.Reason.REFUSED, 1_010_000, "invalid"));
    }

    @Test
    void onlyTheRefusedFieldOfSeveralIsHeldWhenTheRefusalNamesIt() {
        // Given
        story.read(100, "city=Berlin phone=+4930111222");
        story.edit(1_000, "city=Bonn phone=+4930999888");
        var fields = Map.of(
                CITY, new FieldOutcome(FieldOutcome.Result.NOT_SENT, "Bonn", null),
                PHONE, new FieldOutcome(FieldOutcome.Result.REFUSED, "+4930999888", "invalid"));

        // When
        story.fold(1_010, outcome(Outcome.Kind.REFUSED, fields));

        // Then
        assertThat(story.view().held()).containsOnlyKeys(PHONE);
        assertThat(story.view().pending()).containsExactly(CITY);
    }

    @Test
    void aDeadCommandHoldsAllItWanted() {
        // Given
        story.read(100, "city=Berlin phone=+4930111222");
        story.edit(1_000, "city=Bonn phone=+4930999888");
        var fields = Map.of(PHONE, new FieldOutcome(FieldOutcome.Result.REFUSED, "+4930999888", "invalid"));

        // When
        story.fold(1_010, outcome(Outcome.Kind.DEAD, fields));

        // Then
        assertThat(story.view().held()).containsOnlyKeys(CITY, PHONE);
    }

    @Test
    void aDeadCommandHoldsNothingThatAnotherWanted() {
        // Given
        story.read(100, "city=Berlin website=");
        story.edit(1_000, "website=x.org");
        story.applied(1_001, "city=Berlin website=x.org");
        story.edit(1_010, "city=Bonn");

        // When
        story.settled(1_020, Outcome.Kind.DEAD, "exhausted", null, null);

        // Then
        assertThat(story.state().outbound().held()).containsOnlyKeys(CITY);
    }

    @Test
    void whatWasHeldForExhaustedAttemptsGoesOnOnceSomethingIsApplied() {
        // Given
        story.read(100, "city=Berlin phone=+4930111222");
        story.edit(1_000, "city=Bonn");
        story.settled(1_010, Outcome.Kind.DEAD, "exhausted", null, null);
        story.edit(1_100, "phone=+4930999888");

        // When
        story.applied(1_110, "city=Berlin phone=+4930999888");

        // Then
        assertThat(story.view().held()).isEmpty();
        assertThat(story.view().pending()).containsExactly(CITY);
    }

    @Test
    void whatWasRefusedStaysHeldWhenSomethingElseIsApplied() {
        // Given
        story.read(100, "city=Berlin phone=+4930111222");
        story.edit(1_000, "city=Bonn");
        story.settled(1_010, Outcome.Kind.REFUSED, "invalid", null, null);
        story.edit(1_100, "phone=+4930999888");

        // When
        story.applied(1_110, "city=Berlin phone=+4930999888");

        // Then
        assertThat(story.view().held()).containsOnlyKeys(CITY);
    }

    @ParameterizedTest(name = "gone {0}: {1}")
    @CsvSource({"g1, ACTIVE", "g2, INACTIVE"})
    void whatIsGoneIsTheContactThatTheRequestWasAbout(String gone, Lifecycle.Status status) {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        long version = story.command().issued().version();
        story.deleted(1_005);
        story.fold(1_006, new Input.Seen("g2", ContactStory.statement(Rank.READ, 1_006, "city=Berlin"), 0, Set.of()));

        // When
        story.fold(
                1_010,
                new Input.Settled(
                        new Outcome(version, Outcome.Kind.GONE, "gone", gone, Map.of(), null, 1_010_000, false)));

        // Then
        assertThat(story.state().ghlContactId()).isEqualTo("g2");
        assertThat(story.view().status()).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0}, maybe sent {1}, then Bonn is typed there at {2}: {3}")
    @CsvSource({
        "SUPERSEDED, false, 1500, Bonn",
        "SUPERSEDED, true,  1500, Ulm",
        "PARKED,     false, 1500, Bonn",
        "GONE,       false, 1500, Bonn",
        "DEAD,       false, 1500, Ulm",
        "APPLIED,    false, 1500, Bonn",
        "APPLIED,    false, 1020, Ulm"
    })
    void anOutcomeUnderTheIdOfAMergedContactCountsForTheSurvivorToo(
            Outcome.Kind kind, boolean maybeSent, long at, String city) {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        long version = story.command().issued().version();
        story.webhook(1_005, "city=Ulm");
        var survivor = ContactStory.of(
                Merge.of(ContactState.unknown("loc", "c0", -1), story.state()).survivor());
        var answer = kind == Outcome.Kind.APPLIED ? ContactStory.statement(Rank.READ, 1_020, "city=Ulm") : null;

        // When
        survivor.fold(
                1_021,
                new Input.Inherited(new Outcome(version, kind, null, "g1", Map.of(), answer, 1_020_000, maybeSent)));

        // Then
        survivor.read(at, "city=Bonn");
        assertThat(survivor.view().value(Field.CITY)).isEqualTo(city);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"false, GHL", "true, CRM"})
    void whatWasNeverSentIsNotTheReasonForAnEqualValueThere(boolean maybeSent, Side side) {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        var first = story.command();
        story.edit(1_001, "city=Jena");
        story.superseded(first, 1_010, maybeSent);

        // When
        story.webhook(1_100, "city=Bonn");

        // Then
        assertThat(story.view().fields().get(CITY).side()).isEqualTo(side);
    }

    @Test
    void aValueThereTurnsOutToBeTheirsOnceItsCommandIsKnownNeverToHaveBeenSent() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        var first = story.command();
        story.edit(1_001, "city=Jena");
        story.webhook(1_100, "city=Bonn");

        // When
        var folded = story.settled(first, 1_110, Outcome.Kind.SUPERSEDED, "superseded_by_newer", null, null);

        // Then
        assertThat(ContactStory.told(folded)).containsExactly("contact_updated by GHL: city");
        assertThat(story.view().value(Field.CITY)).isEqualTo("Bonn");
    }

    @ParameterizedTest(name = "maybe sent {0}: {1}")
    @CsvSource({"true, Jena", "false, Bonn"})
    void aContactThatACreateOfOursMadeUnheardIsNotTakenForSomebodyElses(boolean maybeSent, String city) {
        // Given
        var unlinked = ContactStory.unlinked();
        unlinked.edit(1_000, "email=ann@example.com city=Bonn");
        var create = unlinked.command();
        unlinked.edit(1_001, "city=Jena");

        // When
        unlinked.duplicateOf(create, 1_010, "email=ann@example.com city=Bonn", maybeSent);

        // Then
        assertThat(unlinked.view().value(Field.CITY)).isEqualTo(city);
        assertThat(unlinked.state().outbound().createHeld()).isNull();
    }

    @ParameterizedTest(name = "landed at {0}: {1}")
    @CsvSource({"1030, Jena", "1070, Jena", "1071, Bonn"})
    void aRequestThatWasGivenUpMayTakeEffectSoonAfterANewerOneWasAnswered(long at, String city) {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        story.edit(1_001, "city=Jena");
        story.applied(1_010, "city=Jena");

        // When
        story.read(at, "city=Bonn");

        // Then
        assertThat(story.view().value(Field.CITY)).isEqualTo(city);
        assertThat(text(story.view().pending())).isEqualTo(city.equals("Jena") ? "city" : "");
    }

    @Test
    void anAppliedValueThatTheAnswerDoesNotStateIsTaken() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");

        // When
        story.settled(1_010, Outcome.Kind.APPLIED, null, "APPLIED", null);

        // Then
        assertThat(story.view().fields().get(CITY).inGhl()).isEqualTo("Bonn");
        assertThat(story.view().pending()).isEmpty();
    }

    @ParameterizedTest(name = "answer {0}: {1}")
    @CsvSource({
        "phone=+4930111222,           city=Bonn tags.vip= customFields.c1=",
        "city=Berlin,                 city=Berlin tags.vip= customFields.c1=",
        "city=Bonn tags.vip=+,        city=Bonn tags.vip=+ customFields.c1=",
        "city=Bonn customFields.c1=x, city=Bonn tags.vip= customFields.c1=x"
    })
    void theAnswerCountsBeforeWhatWasSent(String answer, String expected) {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn tags.vip=+ customFields.c1=x");

        // When
        story.applied(1_010, answer);

        // Then
        ContactStory.valuesOf(expected)
                .forEach((key, value) -> assertThat(
                                story.view().fields().get(key).inGhl())
                        .as(key.name())
                        .isEqualTo(value));
    }

    @Test
    void anAnswerAboutAnotherContactIsNotTaken() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        var issued = story.command().issued();
        var answer = ContactStory.statement(Rank.READ, 1_010, "city=Elsewhere");

        // When
        story.fold(
                1_010,
                new Input.Settled(new Outcome(
                        issued.version(), Outcome.Kind.APPLIED, null, "g2", Map.of(), answer, 1_010_000, false)));

        // Then
        assertThat(story.view().fields().get(CITY).inGhl()).isEqualTo("Berlin");
    }

    @Test
    void goneIsADelete() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");

        // When
        story.settled(1_010, Outcome.Kind.GONE, null, null, null);

        // Then
        assertThat(story.view().status()).isEqualTo(Lifecycle.Status.INACTIVE);
        assertThat(story.view().deletedInGhlAt()).isEqualTo(1_010_000);
        assertThat(story.state().outbound().issued()).isEmpty();
    }

    @ParameterizedTest(name = "reason {0}: {1}")
    @CsvSource({"paused,paused", ",unknown"})
    void parkedSaysWhy(@Nullable String reason, String parked) {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");

        // When
        story.settled(1_010, Outcome.Kind.PARKED, reason, null, null);

        // Then
        assertThat(story.state().outbound().parked()).isEqualTo(parked);
        assertThat(story.state().outbound().issued()).isEmpty();
        story.edit(1_100, "city=Jena");
        assertThat(story.commands()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"REFUSED, REFUSED", "DEAD, DEAD", "DUPLICATE_OF, DUPLICATE"})
    void aCreateThatCameToNothingHoldsTheWholeContact(Outcome.Kind kind, Held.Reason reason) {
        // Given
        var created = ContactStory.unlinked();
        created.edit(1_000, "email=ada@example.com city=Bonn");
        long version = created.command().issued().version();

        // When
        created.fold(
                1_010,
                new Input.Settled(new Outcome(version, kind, "because", null, Map.of(), null, 1_010_000, false)));

        // Then
        assertThat(created.view().held())
                .isEqualTo(Map.of(FieldKey.WHOLE_CONTACT, new Held(null, reason, 1_010_000, "because")));
        assertThat(created.view().pending()).isEmpty();
    }

    @Test
    void aRefusedCreateThatMadeTheContactAllTheSameHoldsNothing() {
        // Given
        var created = ContactStory.unlinked();
        created.edit(1_000, "email=ada@example.com");

        // When
        created.settled(1_010, Outcome.Kind.REFUSED, "because", null, null);

        // Then
        assertThat(created.view().ghlContactId()).isEqualTo(ContactStory.LINK);
        assertThat(created.view().held()).isEmpty();
    }

    @Test
    void anOutcomeThatComesTwiceIsOnlyASnapshot() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");
        story.applied(1_010, "city=Bonn");

        // When
        story.settled(1_020, Outcome.Kind.DEAD, "exhausted", "APPLIED", "city=Rome");

        // Then
        assertThat(story.view().held()).isEmpty();
        assertThat(story.view().fields().get(CITY).inGhl()).isEqualTo("Rome");
    }

    @Test
    void anOutcomeOfAVersionThatIsNotKnownHoldsNothing() {
        // Given
        story.read(100, "city=Berlin");
        story.edit(1_000, "city=Bonn");

        // When
        story.fold(
                1_010,
                new Input.Settled(
                        new Outcome(7, Outcome.Kind.DEAD, "exhausted", null, Map.of(), null, 1_010_000, false)));

        // Then
        assertThat(story.view().held()).isEmpty();
        assertThat(story.view().pending()).containsExactly(CITY);
    }

    private Input.Settled outcome(Outcome.Kind kind, Map<FieldKey, FieldOutcome> fields) {
        var version = story.command().issued().version();
        return new Input.Settled(
                new Outcome(version, kind, "because", ContactStory.LINK, fields, null, 1_010_000, false));
    }

    private static Map<FieldKey, Held.Reason> reasons(SortedMap<FieldKey, Held> held) {
        var reasons = new TreeMap<FieldKey, Held.Reason>();
        held.forEach((key, hold) -> reasons.put(key, hold.reason()));
        return reasons;
    }
}
