package dev.ghlsync.sync.query;

import dev.ghlsync.schemas.kafka.LocationPartitions;
import dev.ghlsync.sync.SyncNames;
import dev.ghlsync.sync.query.Ownership.Whereabouts.Here;
import dev.ghlsync.sync.query.Ownership.Whereabouts.Moving;
import dev.ghlsync.sync.query.Ownership.Whereabouts.There;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Finds a location through the metadata that instances exchange in their consumer group. */
public final class StreamsOwnership implements Ownership {
    /** The stores are partitioned by location, whatever their keys are. */
    private static final StreamPartitioner<String, Object> BY_LOCATION = (topic, locationId, value, partitions) ->
            Optional.of(Set.of(LocationPartitions.partitionOf(locationId, partitions)));

    private record Running(KafkaStreams streams, HostInfo self) {}

    private final AtomicReference<Running> running = new AtomicReference<>();

    /** @param self what this instance tells others of itself */
    public void started(KafkaStreams streams, HostInfo self) {
        running.set(new Running(streams, self));
    }

    @Override
    public Whereabouts of(String locationId) {
        var now = running.get();
        if (now == null || !now.streams().state().isRunningOrRebalancing()) {
            return new Moving("This instance is not running yet, or no more; try again shortly.");
        }
        try {
            var owner = now.streams().queryMetadataForKey(SyncNames.CONTACT_BY_ID, locationId, BY_LOCATION);
            if (owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
                return new Moving("Locations are being distributed over the instances; try again shortly.");
            }
            return owner.activeHost().equals(now.self())
                    ? new Here(stores(now.streams(), owner.partition()))
                    : new There(owner.activeHost());
        } catch (InvalidStateStoreException e) {
            return new Moving("Location " + locationId + " is being restored or moved; try again shortly.");
        }
    }

    private static LocationStores stores(KafkaStreams streams, int partition) {
        return new LocationStores(
                store(streams, SyncNames.CONTACT_BY_ID, partition),
                store(streams, SyncNames.CONTACT_BY_ALIAS, partition),
                store(streams, SyncNames.CHANGE_BY_ID, partition),
                store(streams, SyncNames.LOCATION_BY_ID, partition),
                store(streams, SyncNames.OBJECT_BY_ID, partition),
                store(streams, SyncNames.OBJECT_BY_CONTACT, partition));
    }

    private static <V> ReadOnlyKeyValueStore<String, V> store(KafkaStreams streams, String name, int partition) {
        return streams.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, V>keyValueStore())
                .withPartition(partition));
    }
}
