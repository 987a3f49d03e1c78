package dev.ghlsync.cli.topics.domain;

import java.util.Map;

/** A topic as the cluster has it; settings by Kafka's names, defaults included. */
public record TopicState(String name, int partitions, Map<String, String> settings) {
    public TopicState {
        settings = Map.copyOf(settings);
    }
}
