package dev.ghlsync.e2e;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.util.UUID;

/** Values for {@code crm.changes} as a product of ours writes them. */
final class CrmChanges {
    private CrmChanges() {}

    /** The bytes of a change that sets the city of a contact. */
    static byte[] city(KafkaSettings kafka, String locationId, String contactId, String city) {
        var serdes = new AvroSerdes(kafka); // Also makes Avro trust the generated classes, which a build needs.
        var change = CrmChange.newBuilder()
                .setChangeId(UUID.randomUUID().toString())
                .setProducer("e2e")
                .setLocationId(locationId)
                .setKind(ChangeKind.UPSERT)
                .setTarget(ChangeTarget.newBuilder().setContactId(contactId).build())
                .setSet(ContactFields.newBuilder().setCity(city).build())
                .build();
        try (var serializer = serdes.serializer(Topics.CRM_CHANGES)) {
            return serializer.serialize(Topics.CRM_CHANGES.name(), change);
        }
    }
}
