package dev.ghlsync.sync;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.sync.domain.change.ChangeStatus;
import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.guard.MassChange;
import dev.ghlsync.sync.domain.mirror.Mirrored;
import dev.ghlsync.sync.emission.Emission;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.step.GhlFacts;
import dev.ghlsync.sync.step.Tally;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What the topology needs to read and write bytes.
 *
 * @param decoders per input topic; thread-safe
 * @param encoders per output topic; each returns the value bytes and adds the record's headers
 * @param facts reads GoHighLevel's JSON; thread-safe
 * @param locationPartitions partition count of the topics partitioned by location, 0 to turn the placement check off
 * @param massChange what one producer may change at once
 */
public record SyncEdges(
        Map<Topic<?>, Function<byte[], Inbound>> decoders,
        Map<Topic<?>, Serializer<Emission>> encoders,
        Serializer<Emission> rerouted,
        GhlFacts facts,
        Serde<ContactState> contacts,
        Serde<Inbound.Location> locations,
        Serde<ChangeStatus> changes,
        Serde<Mirrored> objects,
        Tally tally,
        int locationPartitions,
        MassChange massChange) {
    Function<byte[], Inbound> decoder(Topic<?> topic) {
        return require(decoders.get(topic), topic, "decoder");
    }

    Serializer<Emission> encoder(Topic<?> topic) {
        return require(encoders.get(topic), topic, "encoder");
    }

    private static <T> T require(T found, Topic<?> topic, String what) {
        if (found == null) {
            throw new IllegalStateException("Topic " + topic.name() + " has no " + what + "; add it to SyncEdges.");
        }
        return found;
    }
}
