package dev.ghlsync.local.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How to run one broker on this machine.
 *
 * @param dataFolder where everything is kept; a broker started on the same folder later has the same topics and records
 * @param port TCP port on 127.0.0.1, or 0 for a free one
 * @param settings Kafka broker settings by name, such as {@code log.retention.ms}; they replace the defaults
 */
public record BrokerConfig(Path dataFolder, int port, Map<String, String> settings) {
    /** One node can hold one replica of anything. No topic appears by being mentioned. */
    private static final Map<String, String> ONE_NODE = Map.ofEntries(
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            // After a kill the controller waits this long before it lets the broker register again.
            Map.entry("broker.session.timeout.ms", "5000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("background.threads", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", "16777216"));

    public BrokerConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "The broker port is " + port + "; set it to 0 for a free one or to a number up to 65535.");
        }
        dataFolder = dataFolder.toAbsolutePath().normalize();
        var merged = new HashMap<>(ONE_NODE);
        merged.putAll(settings);
        settings = Map.copyOf(merged);
    }

    /** A broker on a free port that lets group members time out within 1 second, for kill tests. */
    public static BrokerConfig forTests(Path dataFolder) {
        return new BrokerConfig(dataFolder, 0, Map.of("group.min.session.timeout.ms", "1000"));
    }

    /**
     * A broker whose records outlive a power failure except those of the last second, and always outlive a kill of the
     * process. Committed offsets of idle groups are kept for 30 days.
     */
    public static BrokerConfig forOneMachine(Path dataFolder, int port) {
        return new BrokerConfig(
                dataFolder, port, Map.of("log.flush.interval.ms", "1000", "offsets.retention.minutes", "43200"));
    }

    /** The same with one broker setting replaced. */
    public BrokerConfig with(String name, String value) {
        var changed = new HashMap<>(settings);
        changed.put(name, value);
        return new BrokerConfig(dataFolder, port, changed);
    }

    /** The same on another port. */
    public BrokerConfig withPort(int other) {
        return new BrokerConfig(dataFolder, other, settings);
    }
}
