package dev.ghlsync.ingest.avro;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.CustomField;
import dev.ghlsync.avro.CustomFieldKind;
import dev.ghlsync.avro.ExternalId;
import dev.ghlsync.ingest.domain.ContactChange;
import dev.ghlsync.ingest.domain.HeldDecision;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.schemas.Topics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of our side as records of {@code crm.changes}. */
public final class ChangeRecords {
    /** Larger than most changes; the memory bound needs no exact size. */
    private static final int SIZE_ESTIMATE_BYTES = 2048;

    private ChangeRecords() {}

    public static Outgoing<CrmChange> of(
            ContactChange change,
            String changeId,
            String producer,
            String locationId,
            @Nullable String organizationId,
            String correlationId) {
        var value = CrmChange.newBuilder()
                .setChangeId(changeId)
                .setProducer(producer)
                .setLocationId(locationId)
                .setOrganizationId(organizationId)
                .setKind(kind(change.kind()))
                .setTarget(ChangeTarget.newBuilder()
                        .setContactId(change.contactId())
                        .setCreate(change.kind() == ContactChange.Kind.CREATE)
                        .build())
                .setSet(fields(change))
                .setClear(change.clear())
                .setMergeIntoContactId(change.kind() == ContactChange.Kind.MERGE ? change.otherContactId() : null)
                .setSplitIntoContactId(change.kind() == ContactChange.Kind.SPLIT ? change.otherContactId() : null)
                .setTagsAdd(change.tagsAdd())
                .setTagsRemove(change.tagsRemove())
                .setExternalIds(change.externalIds().stream()
                        .map(each -> new ExternalId(each.system(), each.id()))
                        .toList())
                .setChangedAt(change.changedAt())
                .setBaseVersion(change.baseVersion())
                .setCorrelationId(correlationId)
                .build();
        return outgoing(change.contactId(), value, correlationId);
    }

    /** A decision on what is held; keyed by the producer, since it is about no contact. */
    public static Outgoing<CrmChange> of(
            HeldDecision decision,
            String changeId,
            String producer,
            String locationId,
            @Nullable String organizationId,
            String correlationId) {
        var value = CrmChange.newBuilder()
                .setChangeId(changeId)
                .setProducer(producer)
                .setLocationId(locationId)
                .setOrganizationId(organizationId)
                .setKind(
                        switch (decision.verdict()) {
                            case RELEASE -> ChangeKind.RELEASE_HELD;
                            case DISCARD -> ChangeKind.DISCARD_HELD;
                        })
                .setTarget(ChangeTarget.newBuilder().build())
                .setSet(ContactFields.newBuilder().setCustomFields(List.of()).build())
                .setClear(List.of())
                .setTagsAdd(List.of())
                .setTagsRemove(List.of())
                .setExternalIds(List.of())
                .setHeldProducer(decision.producer())
                .setCorrelationId(correlationId)
                .build();
        return outgoing(decision.producer(), value, correlationId);
    }

    private static Outgoing<CrmChange> outgoing(String key, CrmChange value, String correlationId) {
        return new Outgoing<>(
                Topics.CRM_CHANGES,
                key,
                value.getLocationId(),
                value.getOrganizationId(),
                correlationId,
                SIZE_ESTIMATE_BYTES,
                value);
    }

    private static ContactFields fields(ContactChange change) {
        var fields = ContactFields.newBuilder()
                .setCustomFields(change.customFields().stream()
                        .map(each -> CustomField.newBuilder()
                                .setId(each.id())
                                .setKind(kind(each.shape()))
                                .setText(each.text())
                                .setList(each.items())
                                .build())
                        .toList())
                .build();
        change.set().forEach((field, text) -> fields.put(field.wire(), text));
        return fields;
    }

    private static ChangeKind kind(ContactChange.Kind kind) {
        return switch (kind) {
            case CREATE, UPDATE -> ChangeKind.UPSERT;
            case ARCHIVE -> ChangeKind.ARCHIVE;
            case RESTORE -> ChangeKind.RESTORE;
            case MERGE -> ChangeKind.MERGE;
            case SPLIT -> ChangeKind.SPLIT;
        };
    }

    private static CustomFieldKind kind(ContactChange.Shape shape) {
        return switch (shape) {
            case TEXT -> CustomFieldKind.TEXT;
            case NUMBER -> CustomFieldKind.NUMBER;
            case LIST -> CustomFieldKind.LIST;
            case JSON -> CustomFieldKind.JSON;
        };
    }
}
