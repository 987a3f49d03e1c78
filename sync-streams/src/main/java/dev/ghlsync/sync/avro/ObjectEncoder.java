package dev.ghlsync.sync.avro;

import dev.ghlsync.avro.Booking;
import dev.ghlsync.avro.Definition;
import dev.ghlsync.avro.FetchKind;
import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.Opportunity;
import dev.ghlsync.avro.Side;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.avro.Task;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.AvroSerdes;
import dev.ghlsync.sync.domain.mirror.Kind;
import dev.ghlsync.sync.domain.mirror.Mirrored;
import dev.ghlsync.sync.domain.mirror.Turn;
import dev.ghlsync.sync.emission.Emission;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Encodes what is written about objects that GoHighLevel owns. */
final class ObjectEncoder {
    private final Serializer<Booking> bookings;
    private final Serializer<Opportunity> opportunities;
    private final Serializer<Task> tasks;
    private final Serializer<Definition> definitions;
    private final Serializer<SyncEvent> events;
    private final Serializer<FetchRequest> fetches;

    ObjectEncoder(AvroSerdes serdes, Serializer<SyncEvent> events, Serializer<FetchRequest> fetches) {
        this.bookings = serdes.serializer(Topics.SYNC_BOOKINGS);
        this.opportunities = serdes.serializer(Topics.SYNC_OPPORTUNITIES);
        this.tasks = serdes.serializer(Topics.SYNC_TASKS);
        this.definitions = serdes.serializer(Topics.SYNC_DEFINITIONS);
        this.events = events;
        this.fetches = fetches;
    }

    OutboundRecord encode(Emission.OfObject emission, Headers headers) {
        return switch (emission) {
            case Emission.Shown shown -> record(shown, headers);
            case Emission.Told told -> {
                var topic = Topics.SYNC_EVENTS.name();
                var key = told.state().contactId() == null
                        ? told.state().id()
                        : told.state().contactId();
                yield new OutboundRecord(topic, key, events.serialize(topic, event(told)), headers);
            }
            case Emission.Asked asked -> {
                var topic = Topics.GHL_FETCH_REQUESTS.name();
                yield new OutboundRecord(topic, asked.locationId(), fetches.serialize(topic, fetch(asked)), headers);
            }
        };
    }

    private OutboundRecord record(Emission.Shown shown, Headers headers) {
        var id = shown.state().id();
        return switch (shown.state().kind()) {
            case BOOKING -> {
                var topic = Topics.SYNC_BOOKINGS.name();
                yield new OutboundRecord(topic, id, bookings.serialize(topic, ObjectRecords.booking(shown)), headers);
            }
            case OPPORTUNITY -> {
                var topic = Topics.SYNC_OPPORTUNITIES.name();
                var value = opportunities.serialize(topic, ObjectRecords.opportunity(shown));
                yield new OutboundRecord(topic, id, value, headers);
            }
            case TASK -> {
                var topic = Topics.SYNC_TASKS.name();
                yield new OutboundRecord(topic, id, tasks.serialize(topic, ObjectRecords.task(shown)), headers);
            }
            case TAG, CUSTOM_FIELD, PIPELINE, CALENDAR -> {
                var topic = Topics.SYNC_DEFINITIONS.name();
                var value = definitions.serialize(topic, ObjectRecords.definition(shown));
                yield new OutboundRecord(topic, id, value, headers);
            }
        };
    }

    private static SyncEvent event(Emission.Told told) {
        Mirrored state = told.state();
        var turn = told.telling().turn();
        return SyncEvent.newBuilder()
                .setEventId(told.eventId())
                .setType(told.type())
                .setLocationId(state.locationId())
                .setOrganizationId(told.organizationId())
                .setObjectType(type(state.kind()))
                .setObjectId(state.id())
                .setContactId(state.contactId())
                .setGhlId(state.ghlId())
                .setVersion(state.version() == 0 ? null : state.version())
                .setSide(Side.GHL)
                .setFields(turn.fields())
                .setReason(told.telling().corrected() ? "did_not_happen" : reason(turn))
                .setAttributes(turn.attributes())
                .setOccurredAt(Instant.ofEpochMilli(turn.at() == 0 ? state.updatedAt() : turn.at()))
                .setCorrelationId(told.correlationId())
                .build();
    }

    private static @Nullable String reason(Turn turn) {
        return turn.into().equals("reopened") ? turn.into() : null;
    }

    private static FetchRequest fetch(Emission.Asked asked) {
        return FetchRequest.newBuilder()
                .setRequestId(asked.requestId())
                .setLocationId(asked.locationId())
                .setKind(FetchKind.OBJECT)
                .setObjectType(asked.kind() == null ? ObjectType.CONTACT : type(asked.kind()))
                .setObjectId(asked.objectId())
                .setParentId(asked.parentId())
                .setReason(asked.reason())
                .setRequestedAt(Instant.ofEpochMilli(asked.requestedAt()))
                .setCorrelationId(asked.correlationId())
                .build();
    }

    static ObjectType type(Kind kind) {
        return switch (kind) {
            case BOOKING -> ObjectType.APPOINTMENT;
            case OPPORTUNITY -> ObjectType.OPPORTUNITY;
            case TASK -> ObjectType.TASK;
            case TAG -> ObjectType.TAG_DEFINITION;
            case CUSTOM_FIELD -> ObjectType.CUSTOM_FIELD_DEFINITION;
            case PIPELINE -> ObjectType.PIPELINE;
            case CALENDAR -> ObjectType.CALENDAR;
        };
    }
}
