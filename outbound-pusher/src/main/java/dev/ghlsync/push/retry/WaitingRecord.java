package dev.ghlsync.push.retry;

import dev.ghlsync.schemas.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a waiting record say; its value is never read.
 *
 * @param replay whether an operator wrote it, with nothing but Kafka's tools, to have a contact replayed
 */
record WaitingRecord(
        String locationId,
        String contactId,
        long version,
        int attempt,
        String reason,
        Instant dueAt,
        @Nullable String firstFailedAt,
        @Nullable String correlationId,
        boolean replay,
        @Nullable String requestedBy) {

    /** Null if a header that is needed is missing or no number: the pusher did not write this record. */
    static @Nullable WaitingRecord of(ConsumerRecord<byte[], byte[]> record) {
        String locationId = header(record, Headers.LOCATION_ID);
        Long version = number(header(record, Headers.VERSION));
        Long attempt = number(header(record, Headers.ATTEMPT));
        Long dueAt = number(header(record, Headers.DUE_AT));
        String reason = header(record, Headers.REASON);
        if (record.key() == null
                || locationId == null
                || version == null
                || attempt == null
                || dueAt == null
                || reason == null) {
            return null;
        }
        return new WaitingRecord(
                locationId,
                new String(record.key(), StandardCharsets.UTF_8),
                version,
                Math.toIntExact(attempt),
                reason,
                Instant.ofEpochMilli(dueAt),
                header(record, Headers.FIRST_FAILED_AT),
                header(record, Headers.CORRELATION_ID),
                "REPLAY".equals(header(record, Headers.REPLAN_CAUSE)),
                header(record, Headers.REQUESTED_BY));
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static @Nullable Long number(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return null; // Not written by a pusher; the caller says so.
        }
    }
}
