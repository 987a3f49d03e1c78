package dev.ghlsync.push.dlq;

import dev.ghlsync.push.dlq.domain.DeadLetter;
import dev.ghlsync.push.dlq.domain.Place;
import dev.ghlsync.push.dlq.domain.Queue;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Dead letters from the headers of their records. */
final class LetterRecords {
    private static final String UNKNOWN = "unknown";

    private LetterRecords() {}

    static Topic<SpecificRecord> topic(Queue queue) {
        return switch (queue) {
            case PUSH -> Topics.PUSH_DLQ;
            case SYNC -> Topics.SYNC_DLQ;
        };
    }

    static Queue queue(String topic) {
        return topic.equals(Topics.SYNC_DLQ.name()) ? Queue.SYNC : Queue.PUSH;
    }

    static String entryId(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    /** Whoever wrote it: a header that is missing or no number is left out. */
    static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
        Queue queue = queue(record.topic());
        String reason = text(record, Headers.REASON);
        Long failed = number(record, Headers.FIRST_FAILED_AT);
        return new DeadLetter(
                queue,
                entryId(record),
                text(record, Headers.LOCATION_ID),
                queue == Queue.PUSH && text(record, Headers.LOCATION_ID) != null
                        ? text(record, Headers.ORIGINAL_KEY)
                        : null,
                number(record, Headers.VERSION),
                small(record, Headers.ATTEMPT, 0),
                reason == null ? UNKNOWN : reason,
                number(record, Headers.HTTP_STATUS) == null ? null : small(record, Headers.HTTP_STATUS, 0),
                text(record, Headers.ERROR),
                fields(text(record, Headers.FIELDS)),
                Instant.ofEpochMilli(failed == null ? record.timestamp() : failed),
                source(record),
                text(record, Headers.CORRELATION_ID),
                small(record, Headers.REPLAYS, 0),
                text(record, Headers.REPLAY_RUN),
                new Place(record.topic(), record.partition(), record.offset()));
    }

    static String fields(List<String> fields) {
        return fields.stream()
                .map(field -> URLEncoder.encode(field, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
    }

    private static List<String> fields(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return List.of();
        }
        try {
            return Arrays.stream(header.split(",", -1))
                    .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of(); // Not written by us; then the letter is about all fields.
        }
    }

    private static @Nullable Place source(ConsumerRecord<byte[], byte[]> record) {
        String topic = text(record, Headers.SOURCE_TOPIC);
        Long offset = number(record, Headers.SOURCE_OFFSET);
        return topic == null || offset == null
                ? null
                : new Place(topic, small(record, Headers.SOURCE_PARTITION, 0), offset);
    }

    private static @Nullable String text(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static @Nullable Long number(ConsumerRecord<?, ?> record, String name) {
        String text = text(record, name);
        return text == null || !text.matches("\\d{1,18}") ? null : Long.valueOf(text);
    }

    private static int small(ConsumerRecord<?, ?> record, String name, int otherwise) {
        Long number = number(record, name);
        return number == null || number > Integer.MAX_VALUE ? otherwise : number.intValue();
    }
}
