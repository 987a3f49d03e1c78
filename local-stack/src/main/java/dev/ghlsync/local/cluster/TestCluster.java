package dev.ghlsync.local.cluster;

import dev.ghlsync.local.serde.OfflineDeserializer;
import dev.ghlsync.local.serde.OfflineSerializer;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.kafka.ReadyPartitions;
import dev.ghlsync.schemas.kafka.TopicSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * One broker with every topic of {@link Topics}, ready for clients when {@link #start} returns. In this JVM by default; in
 * a container with {@code -Dbroker=testcontainers}, which needs Docker.
 */
public final class TestCluster implements AutoCloseable {
    /** More than two, so that a wrong partitioner shows. */
    public static final int PARTITIONS = 3;

    private static final String PROPERTY = "broker";
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final TestBroker broker;

    private TestCluster(TestBroker broker) {
        this.broker = broker;
    }

    /** A cluster with {@link #PARTITIONS} partitions in every topic. */
    public static TestCluster start(Path folder) {
        return start(folder, PARTITIONS);
    }

    /**
     * A cluster that keeps its data in the folder; unused when the broker runs in a container.
     *
     * @param partitions partitions of every topic, at least 1
     */
    public static TestCluster start(Path folder, int partitions) {
        var cluster = new TestCluster(broker(System.getProperty(PROPERTY, "embedded"), folder));
        try {
            cluster.createTopics(partitions);
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Settings for clients of this cluster, with serializers that need no registry. */
    public KafkaSettings settings() {
        return new KafkaSettings(
                bootstrapServers(),
                Map.of(),
                "http://127.0.0.1:1",
                OfflineSerializer.class.getName(),
                OfflineDeserializer.class.getName(),
                Map.of());
    }

    @Override
    public void close() {
        broker.close();
    }

    private static TestBroker broker(String kind, Path folder) {
        return switch (kind) {
            case "embedded" -> TestBroker.InJvm.start(folder);
            case "testcontainers" -> TestBroker.InContainer.start();
            default ->
                throw new IllegalArgumentException(
                        "System property " + PROPERTY + " is '" + kind + "'; set it to embedded or testcontainers.");
        };
    }

    private void createTopics(int partitions) {
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers());
        try (var admin = Admin.create(client)) {
            admin.createTopics(Topics.ALL.stream()
                            .map(topic -> newTopic(topic, partitions))
                            .toList())
                    .all()
                    .get();
            ReadyPartitions.await(
                    client,
                    Topics.ALL.stream().collect(Collectors.toMap(Topic::name, topic -> partitions)),
                    READY_WITHIN);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The topics of the test cluster cannot be created.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating the topics of the test cluster.", e);
        }
    }

    private static NewTopic newTopic(Topic<?> topic, int partitions) {
        return new NewTopic(topic.name(), partitions, (short) 1).configs(TopicSettings.of(topic, 1));
    }
}
