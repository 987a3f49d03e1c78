package dev.ghlsync.sync.avro;

import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.Side;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.sync.domain.contact.Happening;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.emission.Emission;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Facts for the event log. */
final class EventEncoder {
    private static final Set<Happening.Kind> ABOUT_LOCATIONS = EnumSet.of(
            Happening.Kind.UNKNOWN_LOCATION,
            Happening.Kind.MASS_CHANGE_HELD,
            Happening.Kind.MASS_CHANGE_RELEASED,
            Happening.Kind.MASS_CHANGE_DISCARDED);

    private EventEncoder() {}

    static SyncEvent event(Emission.Happened happened) {
        var happening = happened.happening();
        boolean aboutLocation = ABOUT_LOCATIONS.contains(happening.kind());
        return SyncEvent.newBuilder()
                .setEventId(happened.eventId())
                .setType(happening.kind().code())
                .setLocationId(happened.locationId())
                .setOrganizationId(happened.organizationId())
                .setObjectType(aboutLocation ? ObjectType.LOCATION : ObjectType.CONTACT)
                .setObjectId(aboutLocation ? happened.locationId() : happened.contactId())
                .setContactId(happened.contactId())
                .setRelatedContactId(happening.relatedContactId())
                .setGhlId(happened.ghlContactId())
                .setVersion(happened.version() == 0 ? null : happened.version())
                .setSide(side(happening.side()))
                .setProducer(happening.producer())
                .setFields(happening.fields().stream().map(FieldKey::name).toList())
                .setReason(happening.reason())
                .setChangeId(happened.changeId())
                .setAttributes(happened.attributes())
                .setOccurredAt(Instant.ofEpochMilli(happened.occurredAt()))
                .setCorrelationId(happened.correlationId())
                .build();
    }

    static Side side(dev.ghlsync.sync.domain.contact.Side side) {
        return switch (side) {
            case GHL -> Side.GHL;
            case CRM -> Side.CRM;
            case OPERATOR -> Side.OPERATOR;
        };
    }
}
