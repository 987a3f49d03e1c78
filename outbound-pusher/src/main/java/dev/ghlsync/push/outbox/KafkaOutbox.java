package dev.ghlsync.push.outbox;

import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.PushResult;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.push.avro.EventAvro;
import dev.ghlsync.push.avro.FetchAvro;
import dev.ghlsync.push.avro.ResultAvro;
import dev.ghlsync.push.domain.Disposition;
import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Settlement;
import dev.ghlsync.push.lanes.RawCommand;
import dev.ghlsync.push.lanes.Work;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Outcomes to Kafka. Safe for concurrent use; one thread at a time uses a serializer. */
public final class KafkaOutbox implements Outbox {
    private final AcknowledgedWriter writer;
    private final Serializer<PushResult> results;
    private final Serializer<FetchRequest> fetches;
    private final Serializer<SyncEvent> events;
    private final InstantSource clock;

    public KafkaOutbox(
            AcknowledgedWriter writer,
            Serializer<PushResult> results,
            Serializer<FetchRequest> fetches,
            Serializer<SyncEvent> events,
            InstantSource clock) {
        this.writer = writer;
        this.results = results;
        this.fetches = fetches;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void result(Work work, Settlement settlement) {
        PushWish wish = work.wish();
        byte[] value = serialize(results, Topics.PUSH_RESULTS, ResultAvro.of(wish, settlement, clock.instant()));
        writer.write(Topics.PUSH_RESULTS, wish.locationId(), utf8(wish.locationId()), value, about(wish));
        Reason reason = settlement.reason();
        switch (settlement.outcome()) {
            case APPLIED, PARTLY -> {
                if (reason != Reason.WANTS_NOTHING) {
                    event(EventAvro.OK, wish, reason);
                }
            }
            case REFUSED, DEAD -> event(EventAvro.DROPPED, wish, reason);
            // Others tell about these: Streams links, deactivates or plans anew.
            case DUPLICATE_OF, GONE, SUPERSEDED, PARKED -> {}
        }
    }

    @Override
    public void retry(Work work, Disposition.Retry retry) {
        PushWish wish = work.wish();
        RecordHeaderWriter headers = about(wish)
                .put(Headers.ATTEMPT, wish.attempt())
                .put(Headers.DUE_AT, retry.dueAt().toEpochMilli())
                .put(Headers.REASON, retry.reason().code())
                .put(Headers.VERSION, wish.version())
                .put(Headers.FIRST_FAILED_AT, firstFailedAt(work.raw()))
                .put(Headers.HTTP_STATUS, retry.httpStatus());
        Topic<?> room = RetryTopics.of(retry.tier());
        writer.write(room, wish.locationId(), work.raw().key(), work.raw().value(), headers);
        event(EventAvro.RETRY, wish, retry.reason());
    }

    @Override
    public void deadLetter(Work work, Reason reason, @Nullable Integer httpStatus) {
        PushWish wish = work.wish();
        RecordHeaderWriter headers = about(wish)
                .put(Headers.ATTEMPT, wish.attempt())
                .put(Headers.VERSION, wish.version())
                .put(Headers.HTTP_STATUS, httpStatus)
                .put(Headers.ERROR, httpStatus == null ? reason.code() : reason.code() + " " + httpStatus);
        deadLetter(work.raw(), DeadLetterId.of(wish), reason, headers);
    }

    @Override
    public void undecodable(RawCommand raw, String error) {
        RecordHeaderWriter headers =
                new RecordHeaderWriter().put(Headers.ATTEMPT, 1).put(Headers.ERROR, error);
        deadLetter(raw, DeadLetterId.of(raw), Reason.UNDECODABLE, headers);
    }

    @Override
    public void refreshToken(Work work, long tokenVersion) {
        PushWish wish = work.wish();
        byte[] value = serialize(
                fetches, Topics.GHL_FETCH_REQUESTS, FetchAvro.tokenRefresh(wish, tokenVersion, clock.instant()));
        writer.write(Topics.GHL_FETCH_REQUESTS, wish.locationId(), utf8(wish.locationId()), value, about(wish));
    }

    private void event(String type, PushWish wish, @Nullable Reason reason) {
        byte[] value = serialize(events, Topics.SYNC_EVENTS, EventAvro.of(type, wish, reason, clock.instant()));
        writer.write(Topics.SYNC_EVENTS, wish.contactId(), utf8(wish.contactId()), value, about(wish));
    }

    private void deadLetter(RawCommand raw, String entryId, Reason reason, RecordHeaderWriter headers) {
        headers.put(Headers.REASON, reason.code())
                .put(Headers.FIRST_FAILED_AT, firstFailedAt(raw))
                .put(Headers.SOURCE_TOPIC, raw.topic())
                .put(Headers.SOURCE_PARTITION, raw.partition())
                .put(Headers.SOURCE_OFFSET, raw.offset())
                .bytes(Headers.ORIGINAL_KEY, raw.key());
        writer.write(Topics.PUSH_DLQ, entryId, utf8(entryId), raw.value(), headers);
    }

    private long firstFailedAt(RawCommand raw) {
        Instant now = clock.instant();
        return raw.firstFailedAt() == null ? now.toEpochMilli() : raw.firstFailedAt();
    }

    private static RecordHeaderWriter about(PushWish wish) {
        return new RecordHeaderWriter()
                .put(Headers.LOCATION_ID, wish.locationId())
                .put(Headers.CORRELATION_ID, wish.correlationId());
    }

    private static <V extends SpecificRecord> byte[] serialize(Serializer<V> serializer, Topic<V> topic, V value) {
        synchronized (serializer) {
            return serializer.serialize(topic.name(), value);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
