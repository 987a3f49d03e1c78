package dev.ghlsync.sync.domain.mirror;

import static dev.ghlsync.sync.domain.mirror.Sightings.read;
import static dev.ghlsync.sync.domain.mirror.Sightings.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.mirror.Folded.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told, published and asked of an object; GoHighLevel's times are small numbers, ours start at {@link #NOW}. */
class MirrorFoldTest {
    private static final long NOW = 1_000_000;

    private final List<String> told = new ArrayList<>();
    private Mirrored state = Mirrored.unknown(Kind.OPPORTUNITY, "loc1", "o1", "g1", NOW);
    private long now = NOW;

    @Test
    void aNewObjectIsToldAndPublished() {
        // When
        var folded = see(webhook(10, "status=open name=a"));

        // Then
        assertThat(folded.verdict()).isEqualTo(Verdict.CREATED);
        assertThat(folded.announced()).isTrue();
        assertThat(told).containsExactly("status nothing>open at 10 #1");
        assertThat(state.version()).isEqualTo(1);
        assertThat(state.updatedAt()).isEqualTo(now);
        assertThat(folded.ask()).isEmpty();
        assertThat(folded.wakeAt()).isEmpty();
    }

    @Test
    void theSameAgainIsNeitherToldNorPublished() {
        // Given
        see(webhook(10, "status=open"));
        var before = state;

        // When
        var again = see(webhook(10, "status=open"));

        // Then
        assertThat(again.verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(again.announced()).isFalse();
        assertThat(again.tellings()).isEmpty();
        assertThat(state).isEqualTo(before);
    }

    @Test
    void aChangeIsToldOnceAndPublishedAsTheNextVersion() {
        // Given
        see(webhook(10, "status=open name=a"));
        now = NOW + 5;

        // When
        var folded = see(webhook(20, "status=won"));

        // Then
        assertThat(folded.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(told).last().isEqualTo("status open>won at 20 #1");
        assertThat(state.version()).isEqualTo(2);
        assertThat(state.updatedAt()).isEqualTo(NOW + 5);
    }

    @Test
    void whatDisorderGotWrongIsCorrected() {
        // Given
        see(webhook(10, "status=open name=a"));
        see(webhook(30, "status=lost"));

        // When
        see(webhook(20, "status=won"));

        // Then
        assertThat(told)
                .containsExactly(
                        "status nothing>open at 10 #1",
                        "status open>lost at 30 #1",
                        "status open>won at 20 #1",
                        "status won>lost at 30 #1",
                        "status open>lost at 0 #1 corrected");
    }

    @Test
    void aTransitionThatHappensAgainIsToldAgainWithItsNumber() {
        // Given
        see(webhook(10, "status=open name=a"));
        see(webhook(20, "status=won"));
        see(webhook(30, "status=open"));

        // When
        see(webhook(40, "status=won"));

        // Then
        assertThat(told).last().isEqualTo("status open>won at 40 #2");
    }

    @Test
    void aTransitionThatOnlySeemedToHappenAgainIsCorrectedWithItsNumber() {
        // Given
        see(webhook(10, "status=open name=a"));
        see(webhook(20, "status=won"));
        see(webhook(30, "status=open"));
        see(webhook(40, "status=won"));

        // When
        see(webhook(35, "status=lost"));

        // Then
        assertThat(told).last().isEqualTo("status open>won at 0 #2 corrected");
    }

    @Test
    void whatFellOutOfTheHistoryIsNotToldAgain() {
        // Given
        see(webhook(10, "status=open name=a"));
        see(webhook(10 + 2 * History.HORIZON_MS, "status=won"));
        var before = List.copyOf(told);

        // When
        see(webhook(20 + 2 * History.HORIZON_MS, "name=b"));

        // Then
        assertThat(told).isEqualTo(before);
        assertThat(state.told()).containsOnlyKeys("status|open>won");
    }

    @Test
    void aDeletionIsToldAndWhatWasSaidAfterItDoesNotCount() {
        // Given
        see(webhook(10, "status=open name=a"));
        gone(20);

        // When
        see(webhook(30, "status=won"));

        // Then
        assertThat(told).containsExactly("status nothing>open at 10 #1", "deleted open at 20 #1");
        assertThat(state.picture().text("status")).isEqualTo("open");
        assertThat(state.deletedAt()).isEqualTo(20);
    }

    @Test
    void anObjectNeverSeenThatIsGoneIsNotPublished() {
        // When
        var folded = gone(20);

        // Then
        assertThat(folded.verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(folded.announced()).isFalse();
        assertThat(told).isEmpty();
        assertThat(state.isPublic()).isFalse();
    }

    @Test
    void anObjectOnlySeenAfterItWasGoneIsNotPublished() {
        // Given
        gone(20);

        // When
        var folded = see(webhook(30, "status=won"));

        // Then
        assertThat(folded.announced()).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void onlyAReadRevivesWhatIsGone() {
        // Given
        see(webhook(10, "status=open name=a"));
        gone(20);

        // When
        var folded = see(read(30, "status=open name=a"));

        // Then
        assertThat(folded.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(state.deletedAt()).isNull();
        assertThat(told).last().isEqualTo("deleted open at 0 #1 corrected");
    }

    @ParameterizedTest(name = "open at 10, gone at {0}; at {1} {2}: {3}")
    @CsvSource({
        ",    5000, status=won,       ",
        ",    5000, status=won name=, TASK_WITHOUT_CONTACT",
        ",    11,   status=won,       CONTRADICTION",
        ",    9,    status=won,       CONTRADICTION",
        ",    8,    name=a,           ",
        "30,  40,   status=won,       DELETED_THEN_SEEN",
        "30,  30,   status=won,       ",
        "30,  20,   status=won,       "
    })
    void aReadIsWantedWhenOnlyAReadCanTell(@Nullable Long goneAt, long at, String values, @Nullable Reading expected) {
        // Given
        see(webhook(10, "status=open name=a"));
        if (goneAt != null) {
            gone(goneAt);
        }

        // When
        var folded = see(webhook(at, values));

        // Then
        assertThat(state.asking().reason()).isEqualTo(expected);
        assertThat(folded.wakeAt().isPresent()).isEqualTo(expected != null);
        assertThat(folded.ask()).isEmpty();
    }

    @ParameterizedTest(name = "known {0}, omitted {1}, ambiguous {2}: {3}")
    @CsvSource({
        "true,  name,  false, NOT_STATED",
        "true,  title, false, ",
        "false, name,  false, ",
        "true,  title, true,  AMBIGUOUS_TYPE",
        "false, title, true,  "
    })
    void aWebhookThatDoesNotSayItAllWantsARead(
            boolean known, String omitted, boolean ambiguous, @Nullable Reading expected) {
        // Given
        if (known) {
            see(webhook(10, "status=open name=a"));
        }
        var sighting = webhook(5_000, known ? "status=won" : "status=won name=a");

        // When
        fold(new Seen(Kind.OPPORTUNITY, "g1", sighting, false, 5_000, Set.of(omitted), ambiguous));

        // Then
        assertThat(state.asking().reason()).isEqualTo(expected);
    }

    @Test
    void aFirstWordThatDoesNotSayItAllWantsARead() {
        // When
        see(webhook(10, "status=open"));

        // Then
        assertThat(state.asking().reason()).isEqualTo(Reading.CHANGE_TIMES);
    }

    @Test
    void aReadWantsNoRead() {
        // When
        see(read(10, "status=open"));

        // Then
        assertThat(state.asking().reason()).isNull();
    }

    @Test
    void aWebhookThatItselfSaysGoneWantsNoRead() {
        // Given
        see(webhook(10, "status=open name=a"));
        fold(new Seen(Kind.OPPORTUNITY, "g1", webhook(30, "status=won"), true, 30, Set.of(), false));

        // When
        fold(new Seen(Kind.OPPORTUNITY, "g1", webhook(40, "status=won"), true, 40, Set.of(), false));

        // Then
        assertThat(state.asking().reason()).isNull();
        assertThat(state.deletedAt()).isEqualTo(30);
    }

    @Test
    void aReadThatIsDueIsAskedForOnce() {
        // Given
        see(webhook(10, "status=open"));
        now = state.asking().dueAt();

        // When
        var folded = again();

        // Then
        assertThat(folded.ask()).hasValue(Reading.CHANGE_TIMES);
        assertThat(folded.wakeAt()).isEmpty();
        assertThat(state.asking().askedAt()).isEqualTo(now);
        assertThat(again().ask()).isEmpty();
    }

    @Test
    void aReadIsNotAskedForBeforeItIsDue() {
        // Given
        see(webhook(10, "status=open"));
        now = state.asking().dueAt() - 1;

        // When
        var folded = again();

        // Then
        assertThat(folded.ask()).isEmpty();
        assertThat(folded.wakeAt()).hasValue(now + 1);
    }

    @Test
    void anAnswerMakesTheWantedReadNeedless() {
        // Given
        see(webhook(10, "status=open"));

        // When
        see(read(20, "status=open"));

        // Then
        assertThat(state.asking().reason()).isNull();
    }

    @Test
    void notFoundIsAnAnswerToo() {
        // Given
        see(webhook(10, "status=open"));

        // When
        gone(20);

        // Then
        assertThat(state.asking().reason()).isNull();
    }

    @Test
    void theSameWebhookAgainAsksForNothing() {
        // Given
        see(webhook(10, "status=open"));
        see(read(10, "status=open"));

        // When
        see(webhook(10, "status=open"));

        // Then
        assertThat(state.asking().reason()).isNull();
    }

    @Test
    void itsContactAndNamesArePublishedToo() {
        // Given
        see(webhook(10, "status=open name=a"));
        var before = state;

        // When
        var folded = MirrorFold.again(
                state, new StatusRules(), o -> o.with("c1", new TreeMap<>(Map.of("stage", "Lead"))), NOW);

        // Then
        assertThat(folded.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(folded.state().contactId()).isEqualTo("c1");
        assertThat(folded.state().names()).containsEntry("stage", "Lead");
        assertThat(folded.state().looksLike(before.with("c1", new TreeMap<>()))).isFalse();
        assertThat(folded.state().looksLike(before.with(null, folded.state().names())))
                .isFalse();
    }

    @Test
    void nothingIsAttachedToAnObjectNeverSeen() {
        // When
        var folded = MirrorFold.again(state, new StatusRules(), o -> o.with("c1", new TreeMap<>()), NOW);

        // Then
        assertThat(folded.state().contactId()).isNull();
    }

    @ParameterizedTest(name = "changed at {0}: {1}")
    @CsvSource({"99,old", "100,new", "101,new"})
    void ofTwoValuesOfOursTheLaterCounts(long changedAt, String expected) {
        // Given
        see(webhook(10, "status=open name=a"));
        patch("old", 100);

        // When
        var folded = patch("new", changedAt);

        // Then
        assertThat(state.data()).containsEntry("room", new Datum(expected, expected.equals("old") ? 100 : changedAt));
        assertThat(folded.announced()).isEqualTo(expected.equals("new"));
        assertThat(folded.tellings()).isEmpty();
    }

    @Test
    void aWantedReadRemembersWhatMadeItWanted() {
        // Given
        see(webhook(10, "status=open"));

        // When
        var asking = state.askingBecauseOf("cause-1").asking();

        // Then
        assertThat(asking.correlationId()).isEqualTo("cause-1");
    }

    private Folded see(Sighting sighting) {
        return fold(new Seen(Kind.OPPORTUNITY, "g1", sighting, false, sighting.said(), Set.of(), false));
    }

    private Folded gone(long at) {
        return fold(new Seen(Kind.OPPORTUNITY, "g1", null, true, at, Set.of(), false));
    }

    private Folded fold(Seen seen) {
        return kept(MirrorFold.seen(state, seen, new StatusRules(), UnaryOperator.identity(), now));
    }

    private Folded again() {
        return kept(MirrorFold.again(state, new StatusRules(), UnaryOperator.identity(), now));
    }

    private Folded patch(String room, long changedAt) {
        var patch = new TreeMap<>(Map.of("room", new Datum(room, changedAt)));
        return kept(MirrorFold.patched(state, patch, new StatusRules(), now));
    }

    private Folded kept(Folded folded) {
        state = folded.state();
        folded.tellings()
                .forEach(telling -> told.add(telling.turn().type() + " "
                        + telling.turn().into() + " at " + telling.turn().at() + " #" + telling.number()
                        + (telling.corrected() ? " corrected" : "")));
        return folded;
    }
}
