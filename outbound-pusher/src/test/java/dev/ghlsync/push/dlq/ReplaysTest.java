package dev.ghlsync.push.dlq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ghlsync.avro.AuditEntry;
import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.avro.ReplanCause;
import dev.ghlsync.push.BinaryAvro;
import dev.ghlsync.push.dlq.domain.DeadLetter;
import dev.ghlsync.push.dlq.domain.LetterFilter;
import dev.ghlsync.push.dlq.domain.Queue;
import dev.ghlsync.push.dlq.domain.Verdict;
import dev.ghlsync.push.outbox.RecordHeaderWriter;
import dev.ghlsync.schemas.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplaysTest {
    private static final int LETTERS = 10_000;
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Operator OPERATOR = new Operator("ann", "GHL is back");

    private final LetterLog log = new LetterLog();

    @Test
    void ofTenThousandLettersThePreviewIsTheOutcomeAndNothingSupersededIsSent() {
        // Given
        write(LETTERS);
        LetterView view = log.view();
        Map<Verdict, Long> preview = walk(view, "run-1", true, Integer.MAX_VALUE);

        // When
        Map<Verdict, Long> outcome = walk(view, "run-1", false, Integer.MAX_VALUE);

        // Then
        assertThat(outcome).isEqualTo(preview);
        assertThat(outcome)
                .containsEntry(Verdict.SUPERSEDED, 3_334L)
                .containsEntry(Verdict.CONFLICT, 334L)
                .containsEntry(Verdict.APPLY, 6_332L);
        assertThat(replanned()).hasSize(6_332).allMatch(contact -> Integer.parseInt(contact.substring(1)) % 3 != 0);
        assertThat(log.view().matching(LetterFilter.ALL)).hasSize(LETTERS - 3_334);
    }

    @Test
    void aRunThatWasInterruptedGoesOnInANewProcessWithoutLossOrRepetition() {
        // Given
        write(3_000);
        walk(log.view(), "run-1", false, 4);
        int before = replanned().size();

        // When
        Map<Verdict, Long> rest = walk(log.view(), "run-1", false, Integer.MAX_VALUE);

        // Then
        assertThat(before).isPositive();
        assertThat(replanned()).hasSize(1_900).doesNotHaveDuplicates();
        assertThat(rest).containsEntry(Verdict.DONE, (long) before).containsEntry(Verdict.APPLY, 1_900L - before);
    }

    @Test
    void theListAndItsFirstPageComeInUnderTwoSeconds() {
        // Given
        write(LETTERS);
        LetterView view = log.view();
        long begun = System.nanoTime();

        // When
        LetterPage page = LetterPage.of(view.matching(LetterFilter.ALL), null, 50);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(page.letters()).hasSize(50);
        assertThat(page.total()).isEqualTo(LETTERS);
    }

    @Test
    void aCrashBetweenReplanAndMarkReplansOnceMoreAndLosesNothing() {
        // Given
        write("c2", "e2", 0);
        log.dies = record -> record.topic().equals("push.dlq");
        var _ = catchThrowable(() -> replays(log.view(), box(log.view())).replay(page("run-1", null), OPERATOR));
        log.dies = record -> false;

        // When
        replays(log.view(), box(log.view())).replay(page("run-1", null), OPERATOR);

        // Then
        assertThat(replanned()).containsExactly("c2", "c2");
        assertThat(log.view().find("e2")).map(DeadLetter::run).contains("run-1");
    }

    @Test
    void aPageWithALetterThatCannotBeReadIsNotReplayedAtAll() {
        // Given
        write("c2", "e2", 0);
        write("c4", "e4", 0);
        log.unreadable = Set.of("e4");

        // When
        var refused = catchThrowable(() -> replays(log.view(), box(log.view())).replay(page("run-1", null), OPERATOR));

        // Then
        assertThat(refused).isInstanceOf(Previews.NotAvailableException.class).hasMessageContaining("e4");
        assertThat(replanned()).isEmpty();
    }

    @Test
    void aLetterThatWasResolvedMeanwhileCountsAsDone() {
        // Given
        write("c2", "e2", 0);
        LetterView view = log.view();
        Replays replays = new Replays(
                view,
                letters -> {
                    view.forget(Queue.PUSH, "e2");
                    return Map.of();
                },
                box(view),
                this::preview,
                log.writer,
                BinaryAvro.serializer(),
                new Audit(log.writer, BinaryAvro.serializer(), () -> NOW),
                () -> NOW);

        // When
        var outcome = replays.replay(page("run-1", null), OPERATOR);

        // Then
        assertThat(outcome.counts().get("server_fault")).isEqualTo(Map.of(Verdict.DONE, 1L));
        assertThat(replanned()).isEmpty();
    }

    @Test
    void aLetterThatCameBackThreeTimesIsLeftForAPerson() {
        // Given
        write("c2", "e2", 3);

        // When
        var outcome = replays(log.view(), box(log.view())).replay(page("run-1", null), OPERATOR);

        // Then
        assertThat(outcome.counts().get("server_fault")).isEqualTo(Map.of(Verdict.GUARDED, 1L));
        assertThat(replanned()).isEmpty();
    }

    @Test
    void whoAndWhyAreOnTheAudit() {
        // Given
        write("c2", "e2", 0);

        // When
        replays(log.view(), box(log.view())).replay(page("run-1", null), OPERATOR);

        // Then
        AuditEntry entry = BinaryAvro.deserializer(AuditEntry.class)
                .deserialize("ops.audit", log.on("ops.audit").getFirst().value());
        assertThat(entry.getWho()).isEqualTo("ann");
        assertThat(entry.getWhy()).isEqualTo("GHL is back");
        assertThat(entry.getAction()).isEqualTo("dlq_replay");
        assertThat(entry.getCounts()).containsEntry("apply", 1L);
    }

    @Test
    void aReplayAsksForThePresentStateOfTheFieldsOfTheLetter() {
        // Given
        write("c2", "e2", 0);

        // When
        replays(log.view(), box(log.view())).replay(page("run-1", null), OPERATOR);

        // Then
        PushReplan replan = BinaryAvro.deserializer(PushReplan.class)
                .deserialize("push.replans", log.on("push.replans").getFirst().value());
        assertThat(replan.getCause()).isEqualTo(ReplanCause.REPLAY);
        assertThat(replan.getFields()).containsExactly("city");
        assertThat(replan.getRequestedBy()).isEqualTo("ann");
        assertThat(replan.getLocationId()).isEqualTo("L");
    }

    /** One letter in three is superseded, one in thirty in conflict; each stands for its contact. */
    private void write(int count) {
        for (int i = 0; i < count; i++) {
            write("c" + i, "e" + i, 0);
        }
    }

    private void write(String contact, String entryId, int replays) {
        log.write(
                entryId,
                new RecordHeaderWriter()
                        .put(Headers.LOCATION_ID, "L")
                        .bytes(Headers.ORIGINAL_KEY, contact.getBytes(StandardCharsets.UTF_8))
                        .put(Headers.VERSION, 7)
                        .put(Headers.ATTEMPT, 6)
                        .put(Headers.REASON, "server_fault")
                        .put(Headers.FIELDS, "city")
                        .put(Headers.FIRST_FAILED_AT, 1_000 + Integer.parseInt(entryId.substring(1)))
                        .put(Headers.REPLAYS, replays),
                new byte[] {0, 0, 0, 0, 9});
    }

    private Map<Verdict, Long> walk(LetterView view, String run, boolean dry, int pagesMax) {
        Replays replays = replays(view, box(view));
        Map<Verdict, Long> sum = new TreeMap<>();
        String cursor = null;
        int pages = 0;
        do {
            var outcome = dry ? replays.preview(page(run, cursor)) : replays.replay(page(run, cursor), OPERATOR);
            outcome.counts().values().forEach(counts -> counts.forEach((v, n) -> sum.merge(v, n, Long::sum)));
            cursor = outcome.next();
            pages++;
        } while (cursor != null && pages < pagesMax);
        return sum;
    }

    private static Replays.Request page(String run, @Nullable String cursor) {
        return new Replays.Request(LetterFilter.ALL, run, cursor, Replays.PAGE_MAX);
    }

    private LetterBox box(LetterView view) {
        return new LetterBox(log.writer, view, () -> NOW);
    }

    private Replays replays(LetterView view, LetterBox box) {
        return new Replays(
                view,
                log,
                box,
                this::preview,
                log.writer,
                BinaryAvro.serializer(),
                new Audit(log.writer, BinaryAvro.serializer(), () -> NOW),
                () -> NOW);
    }

    private Verdict preview(DeadLetter letter) {
        int number = Integer.parseInt(String.valueOf(letter.contactId()).substring(1));
        if (number % 3 == 0) {
            return Verdict.SUPERSEDED;
        }
        return number % 30 == 1 ? Verdict.CONFLICT : Verdict.APPLY;
    }

    private List<String> replanned() {
        return log.on("push.replans").stream()
                .map(r -> BinaryAvro.deserializer(PushReplan.class)
                        .deserialize(r.topic(), r.value())
                        .getContactId())
                .toList();
    }
}
