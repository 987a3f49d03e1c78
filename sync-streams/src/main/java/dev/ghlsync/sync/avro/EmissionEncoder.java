package dev.ghlsync.sync.avro;

import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.AvroSerdes;
import dev.ghlsync.sync.emission.Emission;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Encodes what the topology writes: topic, key, bytes and headers. Throws what the configured serializer throws when the registry
 * does not answer. As thread-safe as the serializer class: one per stream thread.
 */
public final class EmissionEncoder {
    private final Serializer<Contact> contacts;
    private final Serializer<SyncEvent> events;
    private final Serializer<PushCommand> commands;
    private final Serializer<FetchRequest> fetches;
    private final ObjectEncoder objects;

    public EmissionEncoder(AvroSerdes serdes) {
        this.contacts = serdes.serializer(Topics.SYNC_CONTACTS);
        this.events = serdes.serializer(Topics.SYNC_EVENTS);
        this.commands = serdes.serializer(Topics.PUSH_COMMANDS);
        this.fetches = serdes.serializer(Topics.GHL_FETCH_REQUESTS);
        this.objects = new ObjectEncoder(serdes, events, fetches);
    }

    public OutboundRecord encode(Emission emission) {
        var headers = EmissionHeaders.of(emission);
        return switch (emission) {
            case Emission.Announced announced -> {
                var topic = Topics.SYNC_CONTACTS.name();
                var value = contacts.serialize(topic, ContactEncoder.contact(announced));
                yield new OutboundRecord(topic, announced.state().contactId(), value, headers);
            }
            case Emission.Happened happened -> {
                var topic = Topics.SYNC_EVENTS.name();
                var value = events.serialize(topic, EventEncoder.event(happened));
                yield new OutboundRecord(topic, eventKey(happened), value, headers);
            }
            case Emission.Commanded commanded -> {
                var topic = Topics.PUSH_COMMANDS.name();
                var value = commands.serialize(topic, CommandEncoder.command(commanded));
                yield new OutboundRecord(topic, commanded.contactId(), value, headers);
            }
            case Emission.Fetched fetched -> {
                var topic = Topics.GHL_FETCH_REQUESTS.name();
                var value = fetches.serialize(topic, CommandEncoder.fetch(fetched));
                yield new OutboundRecord(topic, fetched.locationId(), value, headers);
            }
            case Emission.OfObject object -> objects.encode(object, headers);
            case Emission.DeadLettered dead ->
                new OutboundRecord(Topics.SYNC_DLQ.name(), dead.entryId(), dead.originalValue(), headers);
            case Emission.Rerouted rerouted ->
                new OutboundRecord(rerouted.topic(), rerouted.locationId(), rerouted.value(), headers);
        };
    }

    private static String eventKey(Emission.Happened happened) {
        if (happened.contactId() != null) {
            return happened.contactId();
        }
        return happened.ghlContactId() != null ? happened.ghlContactId() : happened.locationId();
    }
}
