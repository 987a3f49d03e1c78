package dev.ghlsync.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ghlsync.local.process.LoopbackPorts;
import dev.ghlsync.local.process.PortTakenException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path folder;

    @Test
    void keepsTopicsAndRecordsOverARestartOnTheSamePort() throws Exception {
        // Given
        var config = BrokerConfig.forTests(folder).withPort(LoopbackPorts.free());
        try (var first = EmbeddedBroker.start(config)) {
            Records.createTopic(first.bootstrapServers(), "kept");
            Records.write(first.bootstrapServers(), "kept", "a", "b");
        }

        // When
        try (var second = EmbeddedBroker.start(config)) {
            Records.write(second.bootstrapServers(), "kept", "c");

            // Then
            assertThat(Records.read(second.bootstrapServers(), "kept")).containsExactly("a", "b", "c");
        }
    }

    @Test
    void runsBesideAnotherBrokerInTheSameJvm() throws Exception {
        try (var one = EmbeddedBroker.start(BrokerConfig.forTests(folder.resolve("one")));
                var two = EmbeddedBroker.start(BrokerConfig.forTests(folder.resolve("two")))) {
            // Given
            Records.createTopic(one.bootstrapServers(), "topic");
            Records.createTopic(two.bootstrapServers(), "topic");

            // When
            Records.write(one.bootstrapServers(), "topic", "only in one");

            // Then
            assertThat(Records.read(one.bootstrapServers(), "topic")).containsExactly("only in one");
            assertThat(Records.read(two.bootstrapServers(), "topic")).isEmpty();
        }
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            var config = BrokerConfig.forTests(folder).withPort(other.getLocalPort());

            // When
            var failure = catchThrowable(() -> EmbeddedBroker.start(config));

            // Then
            assertThat(failure)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage(
                            "Port " + other.getLocalPort() + " on 127.0.0.1 is taken, so the broker cannot listen on"
                                    + " it; stop what uses it or give the broker another port.");
        }
    }

    @Test
    void refusesAFolderThatAnotherBrokerUses() {
        try (var broker = EmbeddedBroker.start(BrokerConfig.forTests(folder))) {
            // Given
            assertThat(broker.port()).isPositive();

            // When
            var failure = catchThrowable(() -> EmbeddedBroker.start(BrokerConfig.forTests(folder)));

            // Then
            assertThat(failure).hasMessageContaining("Another broker uses the data folder " + folder);
        }
    }
}
