package dev.ghlsync.cli;

import dev.ghlsync.local.cluster.TestCluster;
import java.nio.file.Path;
import java.util.Map;

/** A broker with all topics, for commands that read and write topics themselves. */
public final class CommandCluster implements AutoCloseable {
    /** Of every topic. */
    public static final int PARTITIONS = TestCluster.PARTITIONS;

    private final TestCluster cluster;

    private CommandCluster(TestCluster cluster) {
        this.cluster = cluster;
    }

    public static CommandCluster start(Path folder) {
        return new CommandCluster(TestCluster.start(folder));
    }

    public String servers() {
        return cluster.bootstrapServers();
    }

    /** For a command: this broker, and serdes that need no registry. */
    public Map<String, String> environment() {
        var settings = cluster.settings();
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", settings.bootstrapServers(),
                "AVRO_SERIALIZER_CLASS", settings.serializerClass(),
                "AVRO_DESERIALIZER_CLASS", settings.deserializerClass());
    }

    @Override
    public void close() {
        cluster.close();
    }
}
