package dev.ghlsync.cli.demo.play;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.CustomField;
import dev.ghlsync.avro.CustomFieldKind;
import dev.ghlsync.cli.demo.story.Fields;
import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A system of ours that writes to {@code crm.changes} itself. */
final class OurTopic implements OurSystem, AutoCloseable {
    private final KafkaProducer<String, CrmChange> producer;
    private final String locationId;
    private final RandomGenerator random;

    OurTopic(KafkaSettings kafka, String locationId, RandomGenerator random) {
        var config = kafka.clientConfig();
        config.put("acks", "all");
        config.put("enable.idempotence", "true");
        this.producer = new KafkaProducer<>(
                config, new StringSerializer(), new AvroSerdes(kafka).serializer(Topics.CRM_CHANGES));
        this.locationId = locationId;
        this.random = random;
    }

    @Override
    public String create(Fields fields, Set<String> tags) {
        String contactId = id();
        send(change(ChangeKind.UPSERT, new Target(contactId, null), true, fields)
                .setTagsAdd(List.copyOf(tags))
                .build());
        return contactId;
    }

    @Override
    public void update(Target target, Fields fields, Set<String> tagsAdd, Set<String> tagsRemove) {
        send(change(ChangeKind.UPSERT, target, false, fields)
                .setTagsAdd(List.copyOf(tagsAdd))
                .setTagsRemove(List.copyOf(tagsRemove))
                .build());
    }

    @Override
    public void archive(Target target) {
        send(change(ChangeKind.ARCHIVE, target, false, Fields.NONE).build());
    }

    @Override
    public void close() {
        producer.close();
    }

    private CrmChange.Builder change(ChangeKind kind, Target target, boolean create, Fields fields) {
        return CrmChange.newBuilder()
                .setChangeId(id())
                .setProducer("demo")
                .setLocationId(locationId)
                .setKind(kind)
                .setTarget(ChangeTarget.newBuilder()
                        .setContactId(target.contactId())
                        .setGhlContactId(target.contactId() == null ? target.ghlId() : null)
                        .setCreate(create)
                        .build())
                .setSet(set(fields))
                .setClear(List.copyOf(fields.clear()))
                .setCorrelationId(id());
    }

    private static ContactFields set(Fields fields) {
        var custom = new ArrayList<CustomField>();
        fields.custom().forEach((id, value) -> custom.add(customField(id, value)));
        var values = fields.set();
        return ContactFields.newBuilder()
                .setGivenName(values.get("givenName"))
                .setFamilyName(values.get("familyName"))
                .setEmail(values.get("email"))
                .setPhone(values.get("phone"))
                .setCompany(values.get("company"))
                .setAddressLine1(values.get("addressLine1"))
                .setCity(values.get("city"))
                .setState(values.get("state"))
                .setPostalCode(values.get("postalCode"))
                .setCountry(values.get("country"))
                .setWebsite(values.get("website"))
                .setDateOfBirth(values.get("dateOfBirth"))
                .setTimezone(values.get("timezone"))
                .setAssignedTo(values.get("assignedTo"))
                .setCustomFields(custom)
                .build();
    }

    private static CustomField customField(String id, Object value) {
        var field = CustomField.newBuilder().setId(id);
        return switch (value) {
            case Number number ->
                field.setKind(CustomFieldKind.NUMBER).setText(number.toString()).build();
            case List<?> list ->
                field.setKind(CustomFieldKind.LIST)
                        .setText(JsonApi.MAPPER.valueToTree(list).toString())
                        .setList(list.stream().map(Object::toString).toList())
                        .build();
            default ->
                field.setKind(CustomFieldKind.TEXT).setText(value.toString()).build();
        };
    }

    private void send(CrmChange change) {
        try {
            var target = change.getTarget();
            String key = target.getContactId() != null ? target.getContactId() : target.getGhlContactId();
            producer.send(new ProducerRecord<>(Topics.CRM_CHANGES.name(), key, change))
                    .get();
        } catch (ExecutionException e) {
            throw CommandFailure.unavailable("A change could not be written to " + Topics.CRM_CHANGES.name() + ": "
                    + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.unavailable("Interrupted while writing a change.");
        }
    }

    private String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
