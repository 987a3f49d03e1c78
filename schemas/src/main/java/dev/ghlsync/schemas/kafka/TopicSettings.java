package dev.ghlsync.schemas.kafka;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topic.Cleanup;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The broker's settings for a topic of the contract. */
public final class TopicSettings {
    private static final Duration DAY = Duration.ofDays(1);

    private TopicSettings() {}

    /**
     * Settings by Kafka's names, sorted.
     *
     * @param replication replicas of each partition; with three or more, two must have a record before it is acknowledged
     */
    public static Map<String, String> of(Topic<?> topic, int replication) {
        var settings = new TreeMap<String, String>();
        settings.put("cleanup.policy", topic.cleanupPolicy());
        settings.put("message.timestamp.type", topic.appendTime() ? "LogAppendTime" : "CreateTime");
        settings.put("min.insync.replicas", replication >= 3 ? "2" : "1");
        if (topic.cleanup().contains(Cleanup.DELETE)) {
            settings.put("retention.ms", millis(topic.retention()));
            // Only closed segments are deleted, so an open one must not outlive the promised retention by much.
            settings.put("segment.ms", millis(shorter(topic.retention().dividedBy(4), DAY)));
        }
        if (topic.cleanup().contains(Cleanup.COMPACT)) {
            // A value that was replaced or erased is gone from disk within a day, not whenever the segment happens to
            // fill.
            settings.put("max.compaction.lag.ms", millis(DAY));
        }
        return settings;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
