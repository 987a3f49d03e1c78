package dev.ghlsync.push.avro;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.CustomField;
import dev.ghlsync.avro.CustomFieldKind;
import dev.ghlsync.push.domain.FieldWish;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** An operator's correction as a change of our side. */
public final class CorrectionAvro {
    private static final String PRODUCER = "operator";

    private CorrectionAvro() {}

    /**
     * @param set by our field names; a custom field's value is text
     * @throws IllegalArgumentException naming a field that nobody can set
     */
    public static CrmChange change(
            String changeId,
            String locationId,
            @Nullable String contactId,
            Map<String, String> set,
            List<String> clear,
            String why,
            String correlationId,
            Instant at) {
        return CrmChange.newBuilder()
                .setChangeId(changeId)
                .setProducer(PRODUCER)
                .setLocationId(locationId)
                .setKind(ChangeKind.UPSERT)
                .setTarget(ChangeTarget.newBuilder().setContactId(contactId).build())
                .setSet(fields(set))
                .setClear(clear)
                .setChangedAt(at)
                .setWhy(why)
                .setCorrelationId(correlationId)
                .build();
    }

    private static ContactFields fields(Map<String, String> set) {
        ContactFields fields = ContactFields.newBuilder()
                .setCustomFields(set.entrySet().stream()
                        .filter(each -> each.getKey().startsWith(FieldWish.CUSTOM_PREFIX))
                        .map(each -> CustomField.newBuilder()
                                .setId(each.getKey().substring(FieldWish.CUSTOM_PREFIX.length()))
                                .setKind(CustomFieldKind.TEXT)
                                .setText(each.getValue())
                                .build())
                        .toList())
                .build();
        set.forEach((name, value) -> {
            if (!name.startsWith(FieldWish.CUSTOM_PREFIX)) {
                fields.put(position(name), value);
            }
        });
        return fields;
    }

    private static int position(String name) {
        Schema.Field field = ContactFields.getClassSchema().getField(name);
        if (field == null || field.schema().getType() != Schema.Type.UNION) {
            throw new IllegalArgumentException("Field '" + name
                    + "' cannot be set; give one of a contact's own fields, such as phone, or customFields.<id>.");
        }
        return field.pos();
    }
}
