package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Place.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records on a partition where their location does not belong reach the right contact all the same. */
@EndToEnd
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ForeignPartitionerTest {
    @Test
    void changeOnAnyPartitionAndWithAnyKeyEndsUpOnItsContact(Installation installation, Place place) {
        // Given
        String ghlId = place.createdInGhl("{\"firstName\": \"Foreign\", \"email\": \"foreign@example.com\"}");
        String contactId = contactId(place, ghlId, "Foreign");
        int wrong = wrongPartition(installation.partitions(Topics.CRM_CHANGES), place.id());
        byte[] key = "some other system's key".getBytes(StandardCharsets.UTF_8);
        // When
        installation.produce(
                Topics.CRM_CHANGES, wrong, key, CrmChanges.city(installation.kafka(), place.id(), contactId, "Lyon"));
        // Then
        GenericRecord contact =
                place.awaited(ghlId, record -> assertThat(record.get("address")).isNotNull());
        assertThat(text((GenericRecord) contact.get("address"), "city")).isEqualTo("Lyon");
        assertThat(text(contact, "contactId")).isEqualTo(contactId);
        assertThat(place.topic().contacts()).hasSize(1);
    }

    @Test
    void webhookOnTheWrongPartitionIsFoldedOnceWhereItsLocationBelongs(Installation installation, Place place) {
        // Given
        String ghlId = place.createdInGhl("{\"firstName\": \"Before\", \"email\": \"astray@example.com\"}");
        String contactId = contactId(place, ghlId, "Before");
        int wrong = wrongPartition(installation.partitions(Topics.GHL_WEBHOOKS), place.id());
        byte[] webhook =
                WebhookRecords.of(installation.kafka(), place.editedUnheard(ghlId, "{\"firstName\": \"Astray\"}"));
        // When
        installation.produce(Topics.GHL_WEBHOOKS, wrong, place.id().getBytes(StandardCharsets.UTF_8), webhook);
        // Then
        GenericRecord contact = place.awaited(
                ghlId, record -> assertThat(text(record, "givenName")).isEqualTo("Astray"));
        assertThat(text(contact, "contactId")).isEqualTo(contactId);
        assertThat(place.topic().contacts()).hasSize(1);
    }

    private static String contactId(Place place, String ghlId, String givenName) {
        return text(
                place.awaited(
                        ghlId, record -> assertThat(text(record, "givenName")).isEqualTo(givenName)),
                "contactId");
    }

    private static int wrongPartition(int partitions, String locationId) {
        int right = LocationPartitions.partitionOf(locationId, partitions);
        return IntStream.range(0, partitions)
                .filter(partition -> partition != right)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("One partition cannot be the wrong one."));
    }
}
