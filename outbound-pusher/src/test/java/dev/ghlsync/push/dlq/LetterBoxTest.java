package dev.ghlsync.push.dlq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ghlsync.push.dlq.domain.DeadLetter;
import dev.ghlsync.push.dlq.domain.LetterFilter;
import dev.ghlsync.push.domain.Carry;
import dev.ghlsync.push.domain.FieldReport;
import dev.ghlsync.push.domain.FieldReport.Result;
import dev.ghlsync.push.domain.FieldWish;
import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Settlement;
import dev.ghlsync.push.lanes.Progress;
import dev.ghlsync.push.lanes.RawCommand;
import dev.ghlsync.push.lanes.Tenure;
import dev.ghlsync.push.lanes.Work;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LetterBoxTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final byte[] VALUE = {0, 0, 0, 0, 9, 42};

    private final LetterLog log = new LetterLog();
    private LetterView view = log.view();
    private LetterBox box = new LetterBox(log.writer, view, () -> NOW);

    @Test
    void aRefusedFieldIsALetterUntilACorrectionIsApplied() {
        // Given
        box.settled(work(7), refused("phone"));
        List<DeadLetter> held = view.matching(LetterFilter.ALL);

        // When
        box.settled(work(8), applied("phone"));

        // Then
        assertThat(held).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("field_refused");
            assertThat(letter.fields()).containsExactly("phone");
            assertThat(letter.contactId()).isEqualTo("c");
        });
        assertThat(view.matching(LetterFilter.ALL)).isEmpty();
        assertThat(log.view().matching(LetterFilter.ALL)).isEmpty();
    }

    @Test
    void anEditOfAnotherFieldLeavesTheLetterOfTheRefusedOne() {
        // Given
        box.settled(work(7), refused("phone"));

        // When
        box.settled(work(8), applied("city"));

        // Then
        assertThat(view.matching(LetterFilter.ALL)).hasSize(1);
    }

    @Test
    void aFieldsLetterTellsTheStatusThatRefusedItNotTheLastOne() {
        // Given
        Settlement settlement = refused("phone");

        // When
        box.settled(work(7), settlement);

        // Then
        assertThat(view.matching(LetterFilter.ALL))
                .singleElement()
                .extracting(DeadLetter::httpStatus)
                .isEqualTo(422);
    }

    @Test
    void theSameFieldRefusedAgainIsTheSameLetter() {
        // Given
        box.settled(work(7), refused("phone"));

        // When
        box.settled(work(8), refused("phone"));

        // Then
        assertThat(view.matching(LetterFilter.ALL))
                .singleElement()
                .extracting(DeadLetter::version)
                .isEqualTo(8L);
    }

    @Test
    void aDeadCommandIsResolvedByANewerOneThatIsApplied() {
        // Given
        box.dead(work(7), Reason.SERVER_FAULT, 503);

        // When
        restart().settled(work(8), applied("city"));

        // Then
        assertThat(log.view().matching(LetterFilter.ALL)).isEmpty();
    }

    @Test
    void aCommandThatDiesAfterAReplayCarriesTheNumberOfReplaysAndReplacesItsLetter() {
        // Given
        box.dead(work(7), Reason.SERVER_FAULT, 503);
        DeadLetter letter = view.matching(LetterFilter.ALL).getFirst();
        box.mark(letter, log.read(List.of(letter)).get(letter.entryId()), "run-1");

        // When
        restart().dead(work(9), Reason.SERVER_FAULT, 503);

        // Then
        assertThat(log.view().matching(LetterFilter.ALL)).singleElement().satisfies(again -> {
            assertThat(again.version()).isEqualTo(9);
            assertThat(again.replays()).isEqualTo(1);
            assertThat(again.run()).isNull();
        });
    }

    @Test
    void aMarkKeepsBytesAndHeaders() {
        // Given
        box.dead(work(7), Reason.SERVER_FAULT, 503);
        DeadLetter letter = view.matching(LetterFilter.ALL).getFirst();

        // When
        box.mark(letter, log.read(List.of(letter)).get(letter.entryId()), "run-1");

        // Then
        DeadLetter marked = log.view().matching(LetterFilter.ALL).getFirst();
        assertThat(log.read(List.of(marked)).get(marked.entryId()).value()).isEqualTo(VALUE);
        assertThat(marked)
                .usingRecursiveComparison()
                .ignoringFields("replays", "run", "at")
                .isEqualTo(letter);
        assertThat(marked.run()).isEqualTo("run-1");
    }

    @Test
    void aCrashBetweenLettersAndTombstonesLeavesNothingOverWhenTheVersionRunsAgain() {
        // Given
        box.settled(work(7), refused("phone"));
        log.dies = record -> record.value() == null;
        var _ = catchThrowable(() -> box.settled(work(8), applied("phone")));
        log.dies = record -> false;

        // When
        restart().settled(work(8), applied("phone"));

        // Then
        assertThat(log.view().matching(LetterFilter.ALL)).isEmpty();
    }

    @Test
    void aCrashBetweenANewLetterAndTheTombstoneOfTheOldOneLeavesBothAndOneOutcomeResolvesBoth() {
        // Given
        box.dead(work(7), Reason.SERVER_FAULT, 503);
        log.dies = record -> record.value() == null;
        var _ = catchThrowable(() -> box.dead(work(8), Reason.SERVER_FAULT, 503));
        log.dies = record -> false;
        List<DeadLetter> both = log.view().matching(LetterFilter.ALL);

        // When
        restart().settled(work(9), applied("city"));

        // Then
        assertThat(both).hasSize(2);
        assertThat(log.view().matching(LetterFilter.ALL)).isEmpty();
    }

    @Test
    void lettersThatFailedAlikeHaveOneFingerprint() {
        // Given
        box.settled(work(7), refused("customFields.abc"));
        box.settled(work("d", 7), refused("customFields.xyz"));
        box.settled(work("e", 7), refused("phone"));

        // When
        List<String> fingerprints = view.matching(LetterFilter.ALL).stream()
                .map(DeadLetter::fingerprint)
                .distinct()
                .toList();

        // Then
        assertThat(fingerprints).hasSize(2);
    }

    private LetterBox restart() {
        view = log.view();
        box = new LetterBox(log.writer, view, () -> NOW);
        return box;
    }

    private static Settlement refused(String field) {
        return new Settlement(
                Settlement.Outcome.PARTLY,
                Reason.FIELD_REFUSED,
                "ghl",
                List.of(new FieldReport(field, Result.REFUSED, "x", Reason.FIELD_REFUSED, 422)),
                200,
                null,
                null);
    }

    private static Settlement applied(String field) {
        return new Settlement(
                Settlement.Outcome.APPLIED,
                null,
                "ghl",
                List.of(new FieldReport(field, Result.APPLIED, "x", null, null)),
                200,
                null,
                null);
    }

    private static Work work(long version) {
        return work("c", version);
    }

    private static Work work(String contact, long version) {
        PushWish wish = new PushWish(
                "L",
                contact,
                "ghl-" + contact,
                version,
                6,
                PushWish.Kind.UPDATE,
                List.of(new FieldWish("city", "Oslo", null, true)),
                Set.of(),
                Set.of(),
                "corr");
        RawCommand raw =
                new RawCommand("push.commands", 0, version, contact.getBytes(StandardCharsets.UTF_8), VALUE, null);
        return new Work(
                new Tenure(0, 0, Progress.untouched(0), 0, Instant.EPOCH),
                raw,
                wish,
                Carry.NONE,
                Instant.EPOCH,
                Instant.EPOCH,
                false);
    }
}
