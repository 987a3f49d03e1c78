package dev.ghlsync.push.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.push.BinaryAvro;
import dev.ghlsync.push.dlq.domain.LetterFilter;
import dev.ghlsync.push.dlq.domain.Queue;
import dev.ghlsync.push.dlq.domain.Verdict;
import dev.ghlsync.push.outbox.RecordHeaderWriter;
import dev.ghlsync.schemas.Headers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries of {@code sync.dlq}: what is replayed is the original record, where it came from. */
class SyncReplaysTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final byte[] ORIGINAL = {0, 0, 0, 0, 9, 7, 7};

    private final LetterLog log = new LetterLog();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm.changes",
                "ghl.webhooks",
                "ghl.snapshots",
                "ghl.fetch-requests",
                "push.results",
                "push.replans"
            })
    void theOriginalBytesGoToTheirTopicAgainAndTheEntryIsResolved(String topic) {
        // Given
        letter(topic);

        // When
        Replays.Outcome outcome = replay();

        // Then
        assertThat(outcome.counts()).isEqualTo(Map.of("a_reason", Map.of(Verdict.APPLY, 1L)));
        assertThat(log.on(topic)).singleElement().satisfies(record -> {
            assertThat(record.value()).isEqualTo(ORIGINAL);
            assertThat(record.key()).isEqualTo("loc-1".getBytes(UTF_8));
            assertThat(record.partition()).isEqualTo(3);
            assertThat(record.headers().lastHeader(Headers.CORRELATION_ID).value())
                    .isEqualTo("corr-1".getBytes(UTF_8));
        });
        assertThat(log.view().matching(LetterFilter.ALL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ghl.connections", "sync.contacts", "somebody.elses"})
    void whereAnOldRecordMustNotComeAgainNothingIsSent(String topic) {
        // Given
        letter(topic);

        // When
        Replays.Outcome outcome = replay();

        // Then
        assertThat(outcome.counts()).isEqualTo(Map.of("a_reason", Map.of(Verdict.UNREADABLE, 1L)));
        assertThat(log.on(topic)).isEmpty();
        assertThat(log.view().matching(LetterFilter.ALL)).hasSize(1);
    }

    @Test
    void anEntryThatDoesNotSayWhereItCameFromStays() {
        // Given
        log.write(Queue.SYNC, "entry-1", new RecordHeaderWriter().put(Headers.REASON, "a_reason"), ORIGINAL);

        // When
        Replays.Outcome outcome = replay();

        // Then
        assertThat(outcome.counts()).isEqualTo(Map.of("a_reason", Map.of(Verdict.UNREADABLE, 1L)));
        assertThat(log.view().matching(LetterFilter.ALL)).hasSize(1);
    }

    private void letter(String topic) {
        log.write(
                Queue.SYNC,
                "entry-1",
                new RecordHeaderWriter()
                        .put(Headers.REASON, "a_reason")
                        .put(Headers.SOURCE_TOPIC, topic)
                        .put(Headers.SOURCE_PARTITION, 3)
                        .put(Headers.SOURCE_OFFSET, 42)
                        .put(Headers.CORRELATION_ID, "corr-1")
                        .bytes(Headers.ORIGINAL_KEY, "loc-1".getBytes(UTF_8)),
                ORIGINAL);
    }

    private Replays.Outcome replay() {
        LetterView view = log.view();
        var replays = new Replays(
                view,
                log,
                new LetterBox(log.writer, view, () -> NOW),
                letter -> {
                    throw new AssertionError("Nobody has to look at a contact for " + letter.entryId());
                },
                log.writer,
                BinaryAvro.serializer(),
                new Audit(log.writer, BinaryAvro.serializer(), () -> NOW),
                () -> NOW);
        return replays.replay(
                new Replays.Request(LetterFilter.ALL, "run-1", null, Replays.PAGE_MAX),
                new Operator("ann", "the producer is mended"));
    }
}
