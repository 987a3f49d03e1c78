package dev.ghlsync.push.dlq;

import dev.ghlsync.push.dlq.domain.DeadLetter;
import dev.ghlsync.push.dlq.domain.LetterRules;
import dev.ghlsync.push.dlq.domain.Queue;
import dev.ghlsync.push.domain.FieldReport;
import dev.ghlsync.push.domain.FieldWish;
import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Settlement;
import dev.ghlsync.push.lanes.RawCommand;
import dev.ghlsync.push.lanes.Work;
import dev.ghlsync.push.outbox.AcknowledgedWriter;
import dev.ghlsync.push.outbox.Letters;
import dev.ghlsync.push.outbox.RecordHeaderWriter;
import dev.ghlsync.schemas.Headers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Writes dead letters, marks and resolves them, and keeps the view of this process up to date. Safe for concurrent use. */
public final class LetterBox implements Letters {
    private final AcknowledgedWriter writer;
    private final LetterView view;
    private final InstantSource clock;

    public LetterBox(AcknowledgedWriter writer, LetterView view, InstantSource clock) {
        this.writer = writer;
        this.view = view;
        this.clock = clock;
    }

    @Override
    public void dead(Work work, Reason reason, @Nullable Integer httpStatus) {
        PushWish wish = work.wish();
        List<DeadLetter> older = view.ofContact(wish.locationId(), wish.contactId()).stream()
                .filter(letter -> !LetterRules.isAboutFields(letter.reason()))
                .filter(letter -> letter.version() != null && letter.version() < wish.version())
                .toList();
        int replays = older.stream().mapToInt(DeadLetter::replays).max().orElse(0);
        RecordHeaderWriter headers = about(wish, httpStatus)
                .put(Headers.ERROR, httpStatus == null ? reason.code() : reason.code() + " " + httpStatus)
                .put(Headers.FIELDS, LetterRecords.fields(names(wish)))
                // A letter that comes back after a replay is the same trouble again.
                .put(Headers.REPLAYS, replays == 0 ? null : replays);
        write(DeadLetterId.of(wish), reason, work.raw(), headers);
        // A crash here leaves an older letter as well; whatever resolves the newer one resolves both.
        older.forEach(this::resolve);
    }

    @Override
    public void undecodable(RawCommand raw, String error) {
        RecordHeaderWriter headers =
                new RecordHeaderWriter().put(Headers.ATTEMPT, 1).put(Headers.ERROR, error);
        write(DeadLetterId.of(raw), Reason.UNDECODABLE, raw, headers);
    }

    @Override
    public void settled(Work work, Settlement settlement) {
        PushWish wish = work.wish();
        for (FieldReport report : LetterRules.held(settlement)) {
            Reason reason = report.reason() == null ? Reason.FIELD_REFUSED : report.reason();
            RecordHeaderWriter headers = about(
                            wish, report.httpStatus() == null ? settlement.httpStatus() : report.httpStatus())
                    .put(Headers.ERROR, reason.code() + " " + report.field())
                    .put(Headers.FIELDS, LetterRecords.fields(List.of(report.field())));
            write(DeadLetterId.of(wish, report.field()), reason, work.raw(), headers);
        }
        // A crash among these: the version runs again, finds everything as wanted, and comes here again.
        LetterRules.resolvedBy(wish, settlement, view.ofContact(wish.locationId(), wish.contactId()))
                .forEach(this::resolve);
    }

    /** Ends a letter: a tombstone under its key. */
    void resolve(DeadLetter letter) {
        writer.write(
                LetterRecords.topic(letter.queue()),
                letter.entryId(),
                utf8(letter.entryId()),
                null,
                new RecordHeaderWriter().put(Headers.CORRELATION_ID, letter.correlationId()));
        view.forget(letter.queue(), letter.entryId());
    }

    /** Writes a letter over itself with the run that replayed it. */
    void mark(DeadLetter letter, ConsumerRecord<byte[], byte[]> original, String run) {
        RecordHeaderWriter headers = new RecordHeaderWriter();
        original.headers().forEach(header -> {
            if (!header.key().equals(Headers.REPLAYS) && !header.key().equals(Headers.REPLAY_RUN)) {
                headers.bytes(header.key(), header.value());
            }
        });
        headers.put(Headers.REPLAYS, letter.replays() + 1).put(Headers.REPLAY_RUN, run);
        store(letter.queue(), letter.entryId(), original.value(), headers);
    }

    private void write(String entryId, Reason reason, RawCommand raw, RecordHeaderWriter headers) {
        headers.put(Headers.REASON, reason.code())
                .put(
                        Headers.FIRST_FAILED_AT,
                        Optional.ofNullable(raw.firstFailedAt())
                                .orElseGet(() -> clock.instant().toEpochMilli()))
                .put(Headers.SOURCE_TOPIC, raw.topic())
                .put(Headers.SOURCE_PARTITION, raw.partition())
                .put(Headers.SOURCE_OFFSET, raw.offset())
                .bytes(Headers.ORIGINAL_KEY, raw.key());
        store(Queue.PUSH, entryId, raw.value(), headers);
    }

    private void store(Queue queue, String entryId, byte @Nullable [] value, RecordHeaderWriter headers) {
        RecordMetadata at = writer.write(LetterRecords.topic(queue), entryId, utf8(entryId), value, headers);
        view.take(new ConsumerRecord<>(
                at.topic(),
                at.partition(),
                at.offset(),
                clock.instant().toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                utf8(entryId),
                value,
                new RecordHeaders(headers.done()),
                Optional.empty()));
    }

    private static List<String> names(PushWish wish) {
        List<String> names = new ArrayList<>();
        wish.fields().stream().map(FieldWish::field).forEach(names::add);
        wish.tagsAdd().stream()
                .map(tag -> FieldReport.TAG_PREFIX + tag)
                .sorted()
                .forEach(names::add);
        wish.tagsRemove().stream()
                .map(tag -> FieldReport.TAG_PREFIX + tag)
                .sorted()
                .forEach(names::add);
        return names;
    }

    private static RecordHeaderWriter about(PushWish wish, @Nullable Integer httpStatus) {
        return new RecordHeaderWriter()
                .put(Headers.LOCATION_ID, wish.locationId())
                .put(Headers.CORRELATION_ID, wish.correlationId())
                .put(Headers.ATTEMPT, wish.attempt())
                .put(Headers.VERSION, wish.version())
                .put(Headers.HTTP_STATUS, httpStatus);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
