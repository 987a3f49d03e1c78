package dev.ghlsync.sync.avro;

import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.ContactStatus;
import dev.ghlsync.avro.ExternalId;
import dev.ghlsync.avro.FieldProvenance;
import dev.ghlsync.avro.HeldField;
import dev.ghlsync.avro.HoldReason;
import dev.ghlsync.sync.domain.contact.ContactView;
import dev.ghlsync.sync.domain.contact.Held;
import dev.ghlsync.sync.domain.contact.Lifecycle;
import dev.ghlsync.sync.domain.contact.Published;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.field.Phones;
import dev.ghlsync.sync.emission.Emission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The public record of a contact. */
public final class ContactEncoder {
    private ContactEncoder() {}

    /** The record of a version; times in UTC. */
    public static Contact contact(Emission.Announced announced) {
        var state = announced.state();
        var view = announced.view();
        var dnd = view.value(Field.DND);
        var builder = Contact.newBuilder()
                .setContactId(state.contactId())
                .setLocationId(state.locationId())
                .setOrganizationId(announced.organizationId())
                .setVersion(state.published().version())
                .setStatus(status(view.status()))
                .setMergedInto(view.mergedInto())
                .setDuplicateOf(view.duplicateOf())
                .setExternalIds(view.externalIds().stream()
                        .map(id -> new ExternalId(id.system(), id.id()))
                        .toList())
                .setGhlContactId(view.ghlContactId())
                .setGivenName(view.value(Field.GIVEN_NAME))
                .setFamilyName(view.value(Field.FAMILY_NAME))
                .setEmail(view.value(Field.EMAIL))
                .setCompany(view.value(Field.COMPANY))
                .setAddress(ContactParts.address(view))
                .setWebsite(view.value(Field.WEBSITE))
                .setDateOfBirth(view.value(Field.DATE_OF_BIRTH))
                .setTimezone(view.value(Field.TIMEZONE))
                .setAssignedTo(view.value(Field.ASSIGNED_TO))
                .setTags(ContactParts.tags(view))
                .setCustomFields(ContactParts.customFields(view))
                .setDnd(dnd == null ? null : Boolean.valueOf(dnd))
                .setDndSettings(ContactParts.dndSettings(view))
                .setSource(view.value(Field.SOURCE))
                .setFirstAttribution(AttributionEncoder.attribution(view.value(Field.FIRST_ATTRIBUTION)))
                .setLastAttribution(AttributionEncoder.attribution(view.value(Field.LAST_ATTRIBUTION)))
                .setProvenance(provenance(view, state.published()))
                .setPending(names(view.pending()))
                .setHeld(held(view))
                .setNotWritable(names(view.notWritable()))
                .setLastConfirmedWithGhl(time(Math.max(state.timeline().newest(), 0)))
                .setDeletedInGhlAt(time(view.deletedInGhlAt()))
                .setGhlCreatedAt(time(state.ghlCreatedAt()))
                .setCreatedAt(Instant.ofEpochMilli(state.createdAt()))
                .setUpdatedAt(Instant.ofEpochMilli(state.published().at()))
                .setCorrelationId(announced.correlationId());
        phone(builder, view.value(Field.PHONE));
        return builder.build();
    }

    private static void phone(Contact.Builder builder, @Nullable String phone) {
        if (phone != null && Phones.isNumber(Phones.withoutExtension(phone))) {
            builder.setPhone(phone);
        } else {
            builder.setPhoneRaw(phone);
        }
    }

    /** A field that was only ever stated as empty has no provenance. */
    private static List<FieldProvenance> provenance(ContactView view, Published published) {
        var provenance = new ArrayList<FieldProvenance>();
        for (var field : view.fields().values()) {
            if (field.value() != null || published.past().containsKey(field.key())) {
                provenance.add(FieldProvenance.newBuilder()
                        .setField(field.key().name())
                        .setSide(EventEncoder.side(field.side()))
                        .setChangedAt(Instant.ofEpochMilli(field.changedAt()))
                        .setProducer(field.producer())
                        .build());
            }
        }
        return provenance;
    }

    private static List<HeldField> held(ContactView view) {
        var held = new ArrayList<HeldField>();
        view.held()
                .forEach((key, hold) -> held.add(HeldField.newBuilder()
                        .setField(key.name())
                        .setReason(reason(hold.reason()))
                        .setSince(Instant.ofEpochMilli(hold.since()))
                        .setMessage(hold.message())
                        .build()));
        return held;
    }

    private static HoldReason reason(Held.Reason reason) {
        return switch (reason) {
            case REFUSED -> HoldReason.REFUSED;
            case SILENTLY_DISCARDED -> HoldReason.SILENTLY_DISCARDED;
            case OSCILLATING -> HoldReason.OSCILLATING;
            case DUPLICATE -> HoldReason.DUPLICATE;
            case DEAD -> HoldReason.DEAD;
        };
    }

    private static ContactStatus status(Lifecycle.Status status) {
        return switch (status) {
            case ACTIVE -> ContactStatus.ACTIVE;
            case INACTIVE -> ContactStatus.INACTIVE;
            case ARCHIVED -> ContactStatus.ARCHIVED;
            case MERGED -> ContactStatus.MERGED;
        };
    }

    private static List<String> names(List<FieldKey> keys) {
        return keys.stream().map(FieldKey::name).toList();
    }

    private static @Nullable Instant time(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
