package dev.ghlsync.ingest.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ingest.consume.Received;
import dev.ghlsync.ingest.domain.Fetch;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.publish.DeadLetters;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class FetchLettersTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final byte[] ORIGINAL = {0, 1, 2, 3};
    private static final Received RECORD =
            new Received(Topics.GHL_FETCH_REQUESTS.name(), 3, 42, "loc-1", ORIGINAL, NOW.minusSeconds(9));
    private static final Fetch FETCH = new Fetch("loc-1", ObjectKind.CONTACT, "c1", null, "corr-1");

    @Test
    void aLetterHoldsTheOriginalBytesAndSaysWhereTheyCameFromAndWhy() {
        // Given
        var producer = producer(true);

        // When
        boolean kept = letters(producer).bury(RECORD, FETCH, "status_503");

        // Then
        assertThat(kept).isTrue();
        assertThat(producer.history()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("sync.dlq");
            assertThat(letter.value()).isEqualTo(ORIGINAL);
            Map<String, String> headers = new TreeMap<>();
            letter.headers()
                    .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            assertThat(headers)
                    .containsEntry(Headers.REASON, "fetch_failed")
                    .containsEntry(Headers.ERROR, "contact could not be read from GoHighLevel: status_503")
                    .containsEntry(Headers.SOURCE_TOPIC, "ghl.fetch-requests")
                    .containsEntry(Headers.SOURCE_PARTITION, "3")
                    .containsEntry(Headers.SOURCE_OFFSET, "42")
                    .containsEntry(Headers.ORIGINAL_KEY, "loc-1")
                    .containsEntry(Headers.LOCATION_ID, "loc-1")
                    .containsEntry(Headers.CORRELATION_ID, "corr-1")
                    .containsEntry(Headers.FIRST_FAILED_AT, Long.toString(NOW.toEpochMilli()));
        });
    }

    @Test
    void aRequestThatNobodyCanReadHasALetterToo() {
        // Given
        var producer = producer(true);

        // When
        letters(producer).bury(RECORD, null, "unreadable_bytes");

        // Then
        assertThat(producer.history()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo(ORIGINAL);
            assertThat(letter.headers().lastHeader(Headers.LOCATION_ID).value())
                    .asString()
                    .isEqualTo("loc-1");
            assertThat(letter.headers().lastHeader(Headers.CORRELATION_ID).value())
                    .asString()
                    .isEqualTo(letter.key());
        });
    }

    @Test
    void aRequestThatFailsTwiceHasOneLetter() {
        // Given
        var producer = producer(true);
        letters(producer).bury(RECORD, FETCH, "status_503");

        // When
        letters(producer).bury(RECORD, FETCH, "no_answer_timeout");

        // Then
        assertThat(producer.history()).hasSize(2);
        assertThat(producer.history().getFirst().key())
                .isEqualTo(producer.history().getLast().key());
    }

    @Test
    void whatTheBrokerDoesNotTakeIsNotBuried() {
        // Given
        var producer = producer(false);

        // When
        var kept = CompletableFuture.supplyAsync(() -> letters(producer).bury(RECORD, FETCH, "status_503"));
        while (!producer.errorNext(new TimeoutException("no answer"))) {
            Thread.onSpinWait();
        }

        // Then
        assertThat(kept.join()).isFalse();
    }

    private static FetchLetters letters(MockProducer<String, byte[]> producer) {
        return new FetchLetters(new DeadLetters(producer, Topics.SYNC_DLQ), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static MockProducer<String, byte[]> producer(boolean takesAll) {
        return new MockProducer<>(
                takesAll, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
    }
}
