package dev.ghlsync.e2e;

import static org.awaitility.Awaitility.await;

import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.cli.stack.StackPorts;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.kafka.KafkaContainer;

/** A broker in a container, for tests run with {@code -Dbroker=testcontainers}; needs Docker. */
final class ContainerBroker implements AutoCloseable {
    private static final int KAFKA_PORT = 9092;

    private final KafkaContainer container;

    private ContainerBroker(KafkaContainer container) {
        this.container = container;
    }

    static ContainerBroker start() {
        var container = new OnFixedPort(StackPorts.free().of(Member.BROKER));
        container.start();
        return new ContainerBroker(container);
    }

    String bootstrapServers() {
        return container.getBootstrapServers().replace("PLAINTEXT://", "");
    }

    void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    /** Starts the killed broker again on what it had stored, and returns when it answers. */
    void restart() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        await("the broker's container").atMost(Installation.ARRIVAL).until(this::answers);
    }

    private boolean answers() throws InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.describeCluster().nodes().get(2, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        container.stop();
    }

    /** Advertises the same port before and after a restart; a port of Docker's choice would change. */
    private static final class OnFixedPort extends KafkaContainer {
        OnFixedPort(int port) {
            super("apache/kafka:4.3.1");
            addFixedExposedPort(port, KAFKA_PORT);
            withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        }
    }
}
