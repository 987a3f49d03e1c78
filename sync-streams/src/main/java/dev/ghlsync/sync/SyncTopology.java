package dev.ghlsync.sync;

import static dev.ghlsync.schemas.Topics.CRM_CHANGES;
import static dev.ghlsync.schemas.Topics.GHL_CONNECTIONS;
import static dev.ghlsync.schemas.Topics.GHL_FETCH_REQUESTS;
import static dev.ghlsync.schemas.Topics.GHL_SNAPSHOTS;
import static dev.ghlsync.schemas.Topics.GHL_WEBHOOKS;
import static dev.ghlsync.schemas.Topics.PUSH_COMMANDS;
import static dev.ghlsync.schemas.Topics.PUSH_REPLANS;
import static dev.ghlsync.schemas.Topics.PUSH_RESULTS;
import static dev.ghlsync.schemas.Topics.SYNC_BOOKINGS;
import static dev.ghlsync.schemas.Topics.SYNC_CONTACTS;
import static dev.ghlsync.schemas.Topics.SYNC_DEFINITIONS;
import static dev.ghlsync.schemas.Topics.SYNC_DLQ;
import static dev.ghlsync.schemas.Topics.SYNC_EVENTS;
import static dev.ghlsync.schemas.Topics.SYNC_OPPORTUNITIES;
import static dev.ghlsync.schemas.Topics.SYNC_TASKS;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import dev.ghlsync.sync.domain.mirror.Kind;
import dev.ghlsync.sync.emission.Emission;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.step.FoldProcessor;
import dev.ghlsync.sync.step.KeyByLocation;
import dev.ghlsync.sync.step.KeyByLocation.Keyed;
import dev.ghlsync.sync.step.Received;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * The whole of the sync on one page.
 *
 * <pre>
 *                 crm.changes ─▶ key by location ─▶ (repartition) ──┐      ┌─▶ sync.contacts
 *                                    └─ unreadable ─▶ sync.dlq      │      ├─▶ sync.bookings, opportunities, tasks, definitions
 *                                                                   │      ├─▶ sync.events
 *  ghl.webhooks  ghl.snapshots  ghl.connections ────────────────────┼─▶ fold location ─▶ push.commands
 *  push.results  push.replans ──────────────────────────────────────┘      ├─▶ ghl.fetch-requests
 *                                                                          ├─▶ sync.dlq (unreadable)
 *                                                                          └─▶ its own topic (wrong partition)
 * </pre>
 *
 * <p>Two sub-topologies: the first only finds the location of a change, because its producer may use any key and partitioner; the
 * second sees everything of a location on one task, so that identity, merge and planning are one atomic step.
 */
public final class SyncTopology {
    private SyncTopology() {}

    /** @param edges codecs and settings; the topology itself holds no configuration */
    public static Topology build(SyncEdges edges) {
        return build(edges, Stores::persistentKeyValueStore);
    }

    /** @param stores where state is kept, by store name */
    static Topology build(SyncEdges edges, Function<String, KeyValueBytesStoreSupplier> stores) {
        var builder = new StateBuilder(stores);

        var changes = changesByLocation(builder, edges);
        var webhooks = read(builder, GHL_WEBHOOKS, SyncNames.READ_WEBHOOKS, edges);
        var snapshots = read(builder, GHL_SNAPSHOTS, SyncNames.READ_SNAPSHOTS, edges);
        var connections = read(builder, GHL_CONNECTIONS, SyncNames.READ_CONNECTIONS, edges);
        var results = read(builder, PUSH_RESULTS, SyncNames.READ_RESULTS, edges);
        var replans = read(builder, PUSH_REPLANS, SyncNames.READ_REPLANS, edges);

        var emitted = fold(
                builder,
                connections
                        .merge(webhooks, Named.as("with-webhooks"))
                        .merge(snapshots, Named.as("with-snapshots"))
                        .merge(changes, Named.as("with-changes"))
                        .merge(results, Named.as("with-results"))
                        .merge(replans, Named.as("with-replans")),
                edges);

        emitted.split(Named.as(SyncNames.SPLIT))
                .branch((k, e) -> e instanceof Emission.Announced, to(SYNC_CONTACTS, edges))
                .branch((k, e) -> isOf(e, Kind.BOOKING), to(SYNC_BOOKINGS, edges))
                .branch((k, e) -> isOf(e, Kind.OPPORTUNITY), to(SYNC_OPPORTUNITIES, edges))
                .branch((k, e) -> isOf(e, Kind.TASK), to(SYNC_TASKS, edges))
                .branch((k, e) -> e instanceof Emission.Shown, to(SYNC_DEFINITIONS, edges))
                .branch((k, e) -> e instanceof Emission.Happened || e instanceof Emission.Told, to(SYNC_EVENTS, edges))
                .branch((k, e) -> e instanceof Emission.Commanded, toLocation(PUSH_COMMANDS, edges))
                .branch(
                        (k, e) -> e instanceof Emission.Fetched || e instanceof Emission.Asked,
                        toLocation(GHL_FETCH_REQUESTS, edges))
                .branch((k, e) -> e instanceof Emission.DeadLettered, to(SYNC_DLQ, edges))
                .branch((k, e) -> e instanceof Emission.Rerouted, backToItsTopic(edges));
        return builder.build();
    }

    private static boolean isOf(Emission emission, Kind kind) {
        return emission instanceof Emission.Shown shown && shown.state().kind() == kind;
    }

    private static KStream<String, Received> read(
            StreamsBuilder builder, Topic<?> topic, String name, SyncEdges edges) {
        var decoder = edges.decoder(topic);
        return builder.stream(
                        topic.name(),
                        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(name))
                .filter((key, value) -> value != null, Named.as(name + "-present"))
                .mapValues(raw -> new Received(decoder.apply(raw), raw), Named.as(name + SyncNames.DECODE));
    }

    private static KStream<String, Received> changesByLocation(StreamsBuilder builder, SyncEdges edges) {
        var decoder = edges.decoder(CRM_CHANGES);
        var keyed = builder.stream(
                        CRM_CHANGES.name(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(SyncNames.READ_CHANGES))
                .filter((key, value) -> value != null, Named.as(SyncNames.READ_CHANGES + "-present"))
                .process(() -> new KeyByLocation(decoder, edges.tally()), Named.as(SyncNames.KEY_BY_LOCATION))
                .split(Named.as("changes-"))
                .branch((key, value) -> value instanceof Keyed.Unreadable, Branched.as("unreadable"))
                .branch((key, value) -> value instanceof Keyed.Decoded, Branched.as("readable"))
                .noDefaultBranch();
        Objects.requireNonNull(keyed.get("changes-unreadable"))
                .mapValues(SyncTopology::letter, Named.as("changes-unreadable-letter"))
                .to(
                        SYNC_DLQ.name(),
                        Produced.with(Serdes.String(), sink(edges.encoder(SYNC_DLQ)))
                                .withName("write-unreadable-changes"));
        return Objects.requireNonNull(keyed.get("changes-readable"))
                .mapValues(SyncTopology::raw, Named.as("changes-readable-raw"))
                .repartition(repartitioned(edges.locationPartitions()))
                .mapValues(raw -> new Received(decoder.apply(raw), raw), Named.as("changes" + SyncNames.DECODE));
    }

    /** As many partitions as the topics it meets, however many its source has. */
    private static Repartitioned<String, byte[]> repartitioned(int locationPartitions) {
        var named = Repartitioned.<String, byte[]>as(SyncNames.CHANGES_BY_LOCATION)
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.ByteArray());
        return locationPartitions > 0 ? named.withNumberOfPartitions(locationPartitions) : named;
    }

    private static KStream<String, Emission> fold(
            StateBuilder builder, KStream<String, Received> received, SyncEdges edges) {
        store(builder, SyncNames.CONTACT_BY_ID, edges.contacts());
        store(builder, SyncNames.CONTACT_BY_ALIAS, Serdes.String());
        store(builder, SyncNames.CHANGE_BY_ID, edges.changes());
        store(builder, SyncNames.LOCATION_BY_ID, edges.locations());
        store(builder, SyncNames.HELD_BY_LOCATION, Serdes.ByteArray());
        store(builder, SyncNames.WAKE_BY_DUE_TIME, Serdes.String());
        store(builder, SyncNames.PARKED_BY_LOCATION, Serdes.String());
        store(builder, SyncNames.REISSUE_BY_LOCATION, Serdes.String());
        store(builder, SyncNames.WATCH_BY_PRODUCER, Serdes.String());
        store(builder, SyncNames.HELD_BY_PRODUCER, Serdes.ByteArray());
        store(builder, SyncNames.OBJECT_BY_ID, edges.objects());
        store(builder, SyncNames.OBJECT_BY_CONTACT, Serdes.String());
        store(builder, SyncNames.OBJECT_WAKE_BY_DUE_TIME, Serdes.String());
        var decoders = heldDecoders(edges);
        return received.process(
                () -> new FoldProcessor(
                        edges.facts(), decoders, edges.tally(), edges.locationPartitions(), edges.massChange()),
                Named.as(SyncNames.FOLD_LOCATION),
                SyncNames.CONTACT_BY_ID,
                SyncNames.CONTACT_BY_ALIAS,
                SyncNames.CHANGE_BY_ID,
                SyncNames.LOCATION_BY_ID,
                SyncNames.HELD_BY_LOCATION,
                SyncNames.WAKE_BY_DUE_TIME,
                SyncNames.PARKED_BY_LOCATION,
                SyncNames.REISSUE_BY_LOCATION,
                SyncNames.WATCH_BY_PRODUCER,
                SyncNames.HELD_BY_PRODUCER,
                SyncNames.OBJECT_BY_ID,
                SyncNames.OBJECT_BY_CONTACT,
                SyncNames.OBJECT_WAKE_BY_DUE_TIME);
    }

    /** Decoders of what may wait for its location, by topic name; changes arrive through their repartition topic. */
    private static Function<String, Function<byte[], Inbound>> heldDecoders(SyncEdges edges) {
        var byTopic = new HashMap<String, Function<byte[], Inbound>>();
        for (var topic : Set.of(GHL_WEBHOOKS, GHL_SNAPSHOTS, PUSH_RESULTS, PUSH_REPLANS)) {
            byTopic.put(topic.name(), edges.decoder(topic));
        }
        var known = Map.copyOf(byTopic);
        var changes = edges.decoder(CRM_CHANGES);
        return topic -> known.getOrDefault(topic, changes);
    }

    private static void store(StateBuilder builder, String name, Serde<?> values) {
        builder.addStateStore(Stores.keyValueStoreBuilder(builder.stores.apply(name), Serdes.String(), values)
                .withCachingDisabled());
    }

    private static final class StateBuilder extends StreamsBuilder {
        private final Function<String, KeyValueBytesStoreSupplier> stores;

        StateBuilder(Function<String, KeyValueBytesStoreSupplier> stores) {
            this.stores = stores;
        }
    }

    private static Branched<String, Emission> to(Topic<?> topic, SyncEdges edges) {
        return Branched.withConsumer(
                stream -> stream.to(
                        topic.name(),
                        Produced.with(Serdes.String(), sink(edges.encoder(topic)))
                                .withName("write-" + topic.name())),
                topic.name());
    }

    private static Branched<String, Emission> toLocation(Topic<?> topic, SyncEdges edges) {
        return Branched.withConsumer(
                stream -> stream.to(
                        topic.name(),
                        Produced.with(Serdes.String(), sink(edges.encoder(topic)), byLocation())
                                .withName("write-" + topic.name())),
                topic.name());
    }

    private static Branched<String, Emission> backToItsTopic(SyncEdges edges) {
        return Branched.withConsumer(
                stream -> stream.to(
                        (key, emission, context) ->
                                emission instanceof Emission.Rerouted rerouted ? rerouted.topic() : SYNC_DLQ.name(),
                        Produced.with(Serdes.String(), sink(edges.rerouted()), byLocation())
                                .withName("write-misplaced")),
                "misplaced");
    }

    private static StreamPartitioner<String, Emission> byLocation() {
        return (topic, key, emission, partitions) ->
                Optional.of(Set.of(LocationPartitions.partitionOf(emission.locationId(), partitions)));
    }

    private static Emission letter(Keyed keyed) {
        return switch (keyed) {
            case Keyed.Unreadable unreadable -> unreadable.letter();
            case Keyed.Decoded decoded -> throw new IllegalStateException("a readable change has no dead letter");
        };
    }

    private static byte[] raw(Keyed keyed) {
        return switch (keyed) {
            case Keyed.Decoded decoded -> decoded.raw();
            case Keyed.Unreadable unreadable -> throw new IllegalStateException("an unreadable change stays behind");
        };
    }

    private static Serde<Emission> sink(Serializer<Emission> encoder) {
        return Serdes.serdeFrom(encoder, (topic, data) -> {
            throw new IllegalStateException("Topic " + topic + " is only written here.");
        });
    }
}
