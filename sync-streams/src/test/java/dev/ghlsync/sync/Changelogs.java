package dev.ghlsync.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
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
            SyncNames.PARKED_BY_LOCATION);

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
        fill(driver, SyncNames.CONTACT_BY_ID, edges.contacts().deserializer());
        fill(driver, SyncNames.CONTACT_BY_ALIAS, new StringDeserializer());
        fill(driver, SyncNames.CHANGE_BY_ID, edges.changes().deserializer());
        fill(driver, SyncNames.LOCATION_BY_ID, edges.locations().deserializer());
        fill(driver, SyncNames.HELD_BY_LOCATION, new ByteArrayDeserializer());
        fill(driver, SyncNames.WAKE_BY_DUE_TIME, new StringDeserializer());
        fill(driver, SyncNames.PARKED_BY_LOCATION, new StringDeserializer());
    }

    private <V> void fill(TopologyTestDriver driver, String name, Deserializer<V> values) {
        var store = driver.<String, V>getKeyValueStore(name);
        byStore.get(name).forEach((key, bytes) -> store.put(key, values.deserialize(name, bytes)));
    }
}
