package dev.ghlsync.cli.topics;

import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.topics.domain.TopicSpec;
import dev.ghlsync.cli.topics.domain.TopicState;
import dev.ghlsync.cli.topics.domain.TopicStep.SettingChange;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.kafka.ReadyPartitions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of a cluster. */
final class TopicCluster implements AutoCloseable {
    private static final int TIMEOUT_MS = 20_000;
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final Admin admin;
    private final Map<String, Object> client;
    private final String servers;

    private TopicCluster(Admin admin, Map<String, Object> client, String servers) {
        this.admin = admin;
        this.client = client;
        this.servers = servers;
    }

    static TopicCluster connect(KafkaSettings settings) {
        var config = settings.clientConfig();
        var client = Map.copyOf(config);
        config.putIfAbsent("default.api.timeout.ms", TIMEOUT_MS);
        config.putIfAbsent("request.timeout.ms", TIMEOUT_MS / 2);
        return new TopicCluster(Admin.create(config), client, settings.bootstrapServers());
    }

    /** Those of the topics that exist, by name. */
    Map<String, TopicState> states(List<TopicSpec> wanted) {
        var existing = get(admin.listTopics().names(), "list topics");
        var names =
                wanted.stream().map(TopicSpec::name).filter(existing::contains).toList();
        var described = get(admin.describeTopics(names).allTopicNames(), "describe topics");
        var configs = get(
                admin.describeConfigs(names.stream().map(TopicCluster::resource).toList())
                        .all(),
                "read topic settings");
        return names.stream()
                .map(name -> new TopicState(
                        name, described.get(name).partitions().size(), values(configs.get(resource(name)))))
                .collect(Collectors.toMap(TopicState::name, Function.identity()));
    }

    /** Creates the topics and waits until every partition answers: clients started after this can write to them. */
    void create(List<TopicSpec> specs) {
        if (specs.isEmpty()) {
            return;
        }
        var created =
                admin.createTopics(specs.stream().map(TopicCluster::newTopic).toList());
        var partitions = specs.stream().collect(Collectors.toMap(TopicSpec::name, TopicSpec::partitions));
        created.values().forEach((name, done) -> {
            try {
                done.get();
            } catch (ExecutionException e) {
                partitions.remove(name);
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw failure("create topic " + name, e.getCause());
                }
                // Another apply was faster; what it made is checked when this runs again.
            } catch (InterruptedException e) {
                throw interrupted();
            }
        });
        awaitReady(partitions);
    }

    private void awaitReady(Map<String, Integer> partitions) {
        try {
            ReadyPartitions.await(client, partitions, READY_WITHIN);
        } catch (KafkaException e) {
            throw failure("answer for a topic it created", e);
        }
    }

    void alter(String topic, List<SettingChange> changes) {
        var operations = changes.stream()
                .map(change -> new AlterConfigOp(new ConfigEntry(change.name(), change.to()), AlterConfigOp.OpType.SET))
                .toList();
        get(
                admin.incrementalAlterConfigs(Map.of(resource(topic), operations))
                        .all(),
                "change settings of topic " + topic);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }

    private <T> T get(KafkaFuture<T> future, String what) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw failure(what, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private CommandFailure failure(String what, Throwable cause) {
        if (cause instanceof TimeoutException) {
            return CommandFailure.unavailable("Kafka at " + servers + " does not answer; start it, or set"
                    + " KAFKA_BOOTSTRAP_SERVERS to where it listens.");
        }
        return CommandFailure.unavailable("Kafka at " + servers + " refused to " + what + ": " + cause.getMessage());
    }

    private static CommandFailure interrupted() {
        Thread.currentThread().interrupt();
        return CommandFailure.unavailable("Interrupted while talking to Kafka; run 'ghl-sync topics apply' again.");
    }

    private static NewTopic newTopic(TopicSpec spec) {
        return new NewTopic(spec.name(), spec.partitions(), (short) spec.replication()).configs(spec.settings());
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static Map<String, String> values(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
}
