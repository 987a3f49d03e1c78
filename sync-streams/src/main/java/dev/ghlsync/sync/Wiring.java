package dev.ghlsync.sync;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.AvroSerdes;
import dev.ghlsync.sync.avro.EmissionEncoder;
import dev.ghlsync.sync.avro.InboundDecoder;
import dev.ghlsync.sync.domain.guard.MassChange;
import dev.ghlsync.sync.emission.Emission;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.step.Tally;
import dev.ghlsync.sync.store.ChangeCodec;
import dev.ghlsync.sync.store.ContactCodec;
import dev.ghlsync.sync.store.LocationCodec;
import dev.ghlsync.sync.store.MirrorCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/** Joins the topology with the codecs of this module. */
final class Wiring {
    private Wiring() {}

    static SyncEdges edges(AvroSerdes serdes, Tally tally, int locationPartitions, MassChange massChange) {
        return new SyncEdges(
                Map.of(
                        Topics.GHL_WEBHOOKS, perThread(() -> InboundDecoder.webhooks(serdes)),
                        Topics.GHL_SNAPSHOTS, perThread(() -> InboundDecoder.snapshots(serdes)),
                        Topics.GHL_CONNECTIONS, perThread(() -> InboundDecoder.connections(serdes)),
                        Topics.CRM_CHANGES, perThread(() -> InboundDecoder.changes(serdes)),
                        Topics.PUSH_RESULTS, perThread(() -> InboundDecoder.results(serdes)),
                        Topics.PUSH_REPLANS, perThread(() -> InboundDecoder.replans(serdes))),
                encoders(serdes),
                new Encoded(serdes),
                new ContactFacts(),
                new ContactCodec().serde(),
                new LocationCodec().serde(),
                new ChangeCodec().serde(),
                new MirrorCodec().serde(),
                tally,
                locationPartitions,
                massChange);
    }

    private static Map<Topic<?>, Serializer<Emission>> encoders(AvroSerdes serdes) {
        var encoders = new HashMap<Topic<?>, Serializer<Emission>>();
        for (var topic : List.of(
                Topics.SYNC_CONTACTS,
                Topics.SYNC_BOOKINGS,
                Topics.SYNC_OPPORTUNITIES,
                Topics.SYNC_TASKS,
                Topics.SYNC_DEFINITIONS,
                Topics.SYNC_EVENTS,
                Topics.PUSH_COMMANDS,
                Topics.GHL_FETCH_REQUESTS,
                Topics.SYNC_DLQ)) {
            encoders.put(topic, new Encoded(serdes));
        }
        return encoders;
    }

    /** The registry's deserializer promises nothing about threads, and stream threads share the topology. */
    private static Function<byte[], Inbound> perThread(Supplier<InboundDecoder> decoder) {
        var decoders = ThreadLocal.withInitial(decoder);
        return bytes -> decoders.get().decode(bytes);
    }

    /** Value bytes of an emission; its headers are added to the record. */
    private static final class Encoded implements Serializer<Emission> {
        private final ThreadLocal<EmissionEncoder> encoders;

        Encoded(AvroSerdes serdes) {
            encoders = ThreadLocal.withInitial(() -> new EmissionEncoder(serdes));
        }

        @Override
        public byte[] serialize(String topic, Emission emission) {
            return encoders.get().encode(emission).value();
        }

        @Override
        public byte[] serialize(String topic, Headers headers, Emission emission) {
            var written = encoders.get().encode(emission);
            written.headers().forEach(headers::add);
            return written.value();
        }
    }
}
