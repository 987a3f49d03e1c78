package dev.ghlsync.cli.topics;

import dev.ghlsync.cli.topics.domain.SchemaSpec;
import dev.ghlsync.cli.topics.domain.TopicSpec;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.TopicSettings;
import dev.ghlsync.schemas.serde.PlainSchemas;
import java.util.List;

/**
 * How to apply the catalogue.
 *
 * @param locationPartitions partitions of every topic partitioned by location; one count, because a location has to be on
 *     the same partition of all of them
 * @param keyPartitions partitions of the other topics
 * @param replication replicas of each partition
 * @param dryRun whether to decide only, and change nothing
 */
public record TopicsOptions(int locationPartitions, int keyPartitions, int replication, boolean dryRun) {
    public TopicsOptions {
        requirePositive(locationPartitions, "--partitions-location");
        requirePositive(keyPartitions, "--partitions-key");
        requirePositive(replication, "--replication");
    }

    /** Small counts for one broker on one machine. */
    public static TopicsOptions oneMachine() {
        return new TopicsOptions(4, 4, 1, false);
    }

    List<TopicSpec> topics() {
        return Topics.ALL.stream().map(this::spec).toList();
    }

    static List<SchemaSpec> schemas() {
        return Topics.ALL.stream()
                .filter(topic -> topic.value().isPresent())
                .map(topic -> new SchemaSpec(
                        topic.subject().orElseThrow(),
                        PlainSchemas.of(topic.schema().orElseThrow()).toString()))
                .toList();
    }

    private TopicSpec spec(Topic<?> topic) {
        var partitions = switch (topic.partitioning()) {
            case LOCATION -> locationPartitions;
            case KEY -> keyPartitions;
        };
        return new TopicSpec(topic.name(), partitions, replication, TopicSettings.of(topic, replication));
    }

    private static void requirePositive(int value, String option) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " is " + value + "; give at least 1.");
        }
    }
}
