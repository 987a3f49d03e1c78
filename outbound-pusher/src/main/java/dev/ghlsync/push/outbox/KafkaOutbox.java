package dev.ghlsync.push.outbox;

import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.avro.PushResult;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.push.avro.EventAvro;
import dev.ghlsync.push.avro.FetchAvro;
import dev.ghlsync.push.avro.ReplanAvro;
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
    private final Letters letters;
    private final Serializer<PushResult> results;
    private final Serializer<FetchRequest> fetches;
    private final Serializer<SyncEvent> events;
    private final Serializer<PushReplan> replans;
    private final InstantSource clock;

    public KafkaOutbox(
            AcknowledgedWriter writer,
            Letters letters,
            Serializer<PushResult> results,
            Serializer<FetchRequest> fetches,
            Serializer<SyncEvent> events,
            Serializer<PushReplan> replans,
            InstantSource clock) {
        this.writer = writer;
        this.letters = letters;
        this.results = results;
        this.fetches = fetches;
        this.events = events;
        this.replans = replans;
        this.clock = clock;
    }

    @Override
    public void result(Work work, Settlement settlement) {
        PushWish wish = work.wish();
        // Letters first. A crash between: the version runs again, with the same letters under the same keys.
        letters.settled(work, settlement);
        byte[] value = serialize(
                results, Topics.PUSH_RESULTS, ResultAvro.of(wish, settlement, work.maybeSent(), clock.instant()));
        var result = writer.begin(Topics.PUSH_RESULTS, wish.locationId(), utf8(wish.locationId()), value, about(wish));
        // On its way together with the result. A crash before both are there: the version runs again, and both are told
        // again.
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
        result.acknowledged();
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
        letters.dead(work, reason, httpStatus);
    }

    @Override
    public void undecodable(RawCommand raw, String error) {
        letters.undecodable(raw, error);
    }

    @Override
    public void reroute(RawCommand raw, String locationId) {
        RecordHeaderWriter headers = new RecordHeaderWriter()
                .put(Headers.LOCATION_ID, locationId)
                .put(Headers.FIRST_FAILED_AT, raw.firstFailedAt());
        writer.write(Topics.PUSH_COMMANDS, locationId, raw.key(), raw.value(), headers);
    }

    @Override
    public void incident(String locationId, boolean failing) {
        byte[] value = serialize(events, Topics.SYNC_EVENTS, EventAvro.incident(locationId, failing, clock.instant()));
        writer.write(
                Topics.SYNC_EVENTS,
                locationId,
                utf8(locationId),
                value,
                new RecordHeaderWriter().put(Headers.LOCATION_ID, locationId));
    }

    @Override
    public void reopen(String locationId, Reason reason) {
        byte[] value =
                serialize(replans, Topics.PUSH_REPLANS, ReplanAvro.reopen(locationId, reason.code(), clock.instant()));
        writer.write(
                Topics.PUSH_REPLANS,
                locationId,
                utf8(locationId),
                value,
                new RecordHeaderWriter().put(Headers.LOCATION_ID, locationId));
    }

    @Override
    public void zombieCheck(Work work) {
        PushWish wish = work.wish();
        byte[] value = serialize(replans, Topics.PUSH_REPLANS, ReplanAvro.zombieCheck(wish, clock.instant()));
        writer.write(Topics.PUSH_REPLANS, wish.locationId(), utf8(wish.locationId()), value, about(wish));
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
