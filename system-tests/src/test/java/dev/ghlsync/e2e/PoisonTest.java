package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static dev.ghlsync.e2e.Place.text;
import static dev.ghlsync.e2e.TopicLog.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes that nobody can read go to {@code sync.dlq} as they came, and what is behind them goes on. */
@EndToEnd
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PoisonTest {
    private static final long SEED = 20_261_126;

    @Test
    void garbageOnCrmChangesIsSetAsideAndTheChangeBehindItApplies(Installation installation, Place place) {
        // Given
        String ghlId = place.createdInGhl("{\"firstName\": \"Healthy\", \"email\": \"healthy@example.com\"}");
        String contactId = text(
                place.awaited(
                        ghlId, record -> assertThat(text(record, "givenName")).isEqualTo("Healthy")),
                "contactId");
        byte[] garbage = garbage(SEED);
        byte[] key = {0, -1, 7};
        byte[] valid = CrmChanges.city(installation.kafka(), place.id(), contactId, "Behind");
        try (var letters = new TopicLog(installation.kafka(), Topics.SYNC_DLQ)) {

            // When
            RecordMetadata written = installation.produce(Topics.CRM_CHANGES, 2, key, garbage);
            installation.produce(Topics.CRM_CHANGES, 2, key, valid);

            // Then
            ConsumerRecord<byte[], byte[]> letter = letter(letters, garbage);
            assertOrigin(letter, written);
            assertThat(letter.headers().lastHeader(Headers.ORIGINAL_KEY).value())
                    .isEqualTo(key);
            GenericRecord contact = place.awaited(
                    ghlId, record -> assertThat(record.get("address")).isNotNull());
            assertThat(text((GenericRecord) contact.get("address"), "city")).isEqualTo("Behind");
        }
    }

    @Test
    void garbageOnGhlWebhooksIsSetAsideAndTheWebhookBehindItIsFolded(Installation installation, Place place) {
        // Given
        String ghlId = place.createdInGhl("{\"firstName\": \"Before\", \"email\": \"before@example.com\"}");
        place.awaited(ghlId, record -> assertThat(text(record, "givenName")).isEqualTo("Before"));
        byte[] garbage = garbage(SEED + 1);
        byte[] key = place.id().getBytes(StandardCharsets.UTF_8);
        int partition = LocationPartitions.partitionOf(place.id(), installation.partitions(Topics.GHL_WEBHOOKS));
        byte[] valid =
                WebhookRecords.of(installation.kafka(), place.editedUnheard(ghlId, "{\"firstName\": \"Behind\"}"));
        try (var letters = new TopicLog(installation.kafka(), Topics.SYNC_DLQ)) {

            // When
            RecordMetadata written = installation.produce(Topics.GHL_WEBHOOKS, partition, key, garbage);
            installation.produce(Topics.GHL_WEBHOOKS, partition, key, valid);

            // Then
            assertOrigin(letter(letters, garbage), written);
            place.awaited(ghlId, record -> assertThat(text(record, "givenName")).isEqualTo("Behind"));
        }
    }

    private static byte[] garbage(long seed) {
        System.out.println("seed " + seed);
        byte[] bytes = new byte[64];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static ConsumerRecord<byte[], byte[]> letter(TopicLog letters, byte[] original) {
        return await().atMost(ARRIVAL)
                .until(
                        () -> letters.upToNow().stream()
                                .filter(letter -> Arrays.equals(letter.value(), original))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void assertOrigin(ConsumerRecord<byte[], byte[]> letter, RecordMetadata written) {
        assertThat(header(letter, Headers.SOURCE_TOPIC)).isEqualTo(written.topic());
        assertThat(header(letter, Headers.SOURCE_PARTITION)).isEqualTo(Integer.toString(written.partition()));
        assertThat(header(letter, Headers.SOURCE_OFFSET)).isEqualTo(Long.toString(written.offset()));
        assertThat(header(letter, Headers.REASON)).isEqualTo("not_wire_format");
        assertThat(header(letter, Headers.ERROR)).isNotEmpty();
    }
}
