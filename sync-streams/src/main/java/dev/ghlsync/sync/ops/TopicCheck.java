package dev.ghlsync.sync.ops;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether the cluster has the topics the topology reads and writes, as it needs them. */
public sealed interface TopicCheck {
    /** All are there. */
    record Ready(int locationPartitions) implements TopicCheck {}

    /** Some are not there yet. */
    record Missing(List<String> topics) implements TopicCheck {}

    /** They can never work together. */
    record Unequal(String sentence) implements TopicCheck {}

    /** Topics the topology reads or writes. */
    List<Topic<?>> USED = List.of(
            Topics.GHL_WEBHOOKS,
            Topics.GHL_SNAPSHOTS,
            Topics.GHL_CONNECTIONS,
            Topics.GHL_FETCH_REQUESTS,
            Topics.CRM_CHANGES,
            Topics.SYNC_CONTACTS,
            Topics.SYNC_EVENTS,
            Topics.PUSH_COMMANDS,
            Topics.PUSH_RESULTS,
            Topics.PUSH_REPLANS,
            Topics.SYNC_DLQ);

    /** @param partitions partition count of every topic that exists, by name */
    static TopicCheck of(Map<String, Integer> partitions) {
        var missing = USED.stream()
                .map(Topic::name)
                .filter(name -> !partitions.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            return new Missing(missing);
        }
        var byLocation = new TreeMap<String, Integer>();
        USED.stream()
                .filter(topic -> topic.partitioning() == Topic.Partitioning.LOCATION)
                .forEach(topic -> byLocation.put(topic.name(), partitions.get(topic.name())));
        var counts = new TreeSet<>(byLocation.values());
        return counts.size() == 1
                ? new Ready(counts.first())
                : new Unequal("The topics partitioned by location have different partition counts, " + byLocation
                        + ", so a location's records would not meet; recreate them with equal counts through"
                        + " `ghl-sync topics apply`.");
    }
}
