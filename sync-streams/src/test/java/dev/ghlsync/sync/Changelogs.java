package dev.ghlsync.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/**
 * What the stores wrote to their changelogs. A TopologyTestDriver deletes its state when it is closed, so a restart is played by
 * filling the next driver's stores from these bytes, as Kafka Streams restores a lost store.
 */
final class Changelogs {
    private static final List<String> STORES = List.of(
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

    private final String applicationId;
    private final Map<String, Map<String, byte @Nullable []>> byStore = new HashMap<>();

    Changelogs(String applicationId) {
        this.applicationId = applicationId;
        STORES.forEach(store -> byStore.put(store, new TreeMap<>()));
    }

    /** Takes in what was written since the last call. */
    void capture(TopologyTestDriver driver) {
        for (var store : STORES) {
            var entries = byStore.get(store);
            var topic = applicationId + "-" + store + "-changelog";
            if (driver.producedTopicNames().contains(topic)) {
                var changelog = driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
                for (var change : changelog.readKeyValuesToList()) {
                    if (change.value == null) {
                        entries.remove(change.key);
                    } else {
                        entries.put(change.key, change.value);
                    }
                }
            }
        }
    }

    /** Fills the empty stores of a new driver. */
    void restore(TopologyTestDriver driver, SyncEdges edges) {
        serdes(edges).forEach((name, serde) -> fill(driver, name, serde.deserializer()));
    }

    /** The serde of each store's values. */
    static Map<String, Serde<?>> serdes(SyncEdges edges) {
        return Map.ofEntries(
                Map.entry(SyncNames.CONTACT_BY_ID, edges.contacts()),
                Map.entry(SyncNames.CONTACT_BY_ALIAS, Serdes.String()),
                Map.entry(SyncNames.CHANGE_BY_ID, edges.changes()),
                Map.entry(SyncNames.LOCATION_BY_ID, edges.locations()),
                Map.entry(SyncNames.HELD_BY_LOCATION, Serdes.ByteArray()),
                Map.entry(SyncNames.WAKE_BY_DUE_TIME, Serdes.String()),
                Map.entry(SyncNames.PARKED_BY_LOCATION, Serdes.String()),
                Map.entry(SyncNames.REISSUE_BY_LOCATION, Serdes.String()),
                Map.entry(SyncNames.WATCH_BY_PRODUCER, Serdes.String()),
                Map.entry(SyncNames.HELD_BY_PRODUCER, Serdes.ByteArray()),
                Map.entry(SyncNames.OBJECT_BY_ID, edges.objects()),
                Map.entry(SyncNames.OBJECT_BY_CONTACT, Serdes.String()),
                Map.entry(SyncNames.OBJECT_WAKE_BY_DUE_TIME, Serdes.String()));
    }

    private <V> void fill(TopologyTestDriver driver, String name, Deserializer<V> values) {
        var store = driver.<String, V>getKeyValueStore(name);
        byStore.get(name).forEach((key, bytes) -> store.put(key, values.deserialize(name, bytes)));
    }
}
