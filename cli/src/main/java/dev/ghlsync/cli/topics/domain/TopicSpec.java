package dev.ghlsync.cli.topics.domain;

import java.util.Map;

/** A topic as the catalogue wants it; settings by Kafka's names. */
public record TopicSpec(String name, int partitions, int replication, Map<String, String> settings) {
    public TopicSpec {
        settings = Map.copyOf(settings);
    }
}
