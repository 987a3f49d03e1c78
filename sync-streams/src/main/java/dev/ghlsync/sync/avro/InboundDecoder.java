package dev.ghlsync.sync.avro;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.AvroSerdes;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the records of one input topic. Bytes that hold no such record give {@link Inbound.Poison}; only a registry that does
 * not answer makes it throw. As thread-safe as the configured deserializer class: one per stream thread.
 */
@FunctionalInterface
public interface InboundDecoder {
    /** @throws RegistryUnavailableException when the registry does not answer; the record is to be read again */
    Inbound decode(byte @Nullable [] value);

    static InboundDecoder webhooks(AvroSerdes serdes) {
        return of(serdes, Topics.GHL_WEBHOOKS, ReadDecoder::webhook);
    }

    static InboundDecoder snapshots(AvroSerdes serdes) {
        return of(serdes, Topics.GHL_SNAPSHOTS, ReadDecoder::snapshot);
    }

    static InboundDecoder connections(AvroSerdes serdes) {
        return of(serdes, Topics.GHL_CONNECTIONS, ReadDecoder::location);
    }

    static InboundDecoder results(AvroSerdes serdes) {
        return of(serdes, Topics.PUSH_RESULTS, PushDecoder::result);
    }

    static InboundDecoder replans(AvroSerdes serdes) {
        return of(serdes, Topics.PUSH_REPLANS, PushDecoder::replan);
    }

    /** Phone numbers keep the form they were written in until {@link Inbound.Change#in} is told the location's country. */
    static InboundDecoder changes(AvroSerdes serdes) {
        return of(serdes, Topics.CRM_CHANGES, ChangeDecoder::change);
    }

    private static <V extends SpecificRecord> InboundDecoder of(
            AvroSerdes serdes, Topic<V> topic, Function<V, Inbound> toDomain) {
        var format = new WireFormat<>(topic, serdes.deserializer(topic));
        return value -> format.<Inbound>read(value, toDomain, poison -> poison);
    }
}
