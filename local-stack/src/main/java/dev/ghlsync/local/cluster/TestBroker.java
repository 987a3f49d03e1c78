package dev.ghlsync.local.cluster;

import dev.ghlsync.local.broker.BrokerConfig;
import dev.ghlsync.local.broker.EmbeddedBroker;
import java.nio.file.Path;
import org.testcontainers.kafka.KafkaContainer;

/** Where the broker of a test comes from. */
sealed interface TestBroker extends AutoCloseable {
    String bootstrapServers();

    @Override
    void close();

    /** In this JVM. */
    record InJvm(EmbeddedBroker broker) implements TestBroker {
        static InJvm start(Path folder) {
            return new InJvm(EmbeddedBroker.start(BrokerConfig.forTests(folder)));
        }

        @Override
        public String bootstrapServers() {
            return broker.bootstrapServers();
        }

        @Override
        public void close() {
            broker.close();
        }
    }

    /** In a container; needs Docker and testcontainers-kafka on the class path. */
    record InContainer(KafkaContainer container) implements TestBroker {
        static InContainer start() {
            var container = new KafkaContainer("apache/kafka:4.3.1")
                    .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                    .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000");
            container.start();
            return new InContainer(container);
        }

        @Override
        public String bootstrapServers() {
            return container.getBootstrapServers().replace("PLAINTEXT://", "");
        }

        @Override
        public void close() {
            container.stop();
        }
    }
}
