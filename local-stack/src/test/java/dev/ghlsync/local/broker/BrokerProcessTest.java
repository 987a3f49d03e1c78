package dev.ghlsync.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessTest {
    @TempDir
    Path folder;

    @Test
    void keepsAcknowledgedRecordsWhenItIsKilled() throws Exception {
        try (var broker = BrokerProcess.start(BrokerConfig.forTests(folder))) {
            // Given
            var servers = broker.bootstrapServers();
            var firstPid = broker.pid();
            Records.createTopic(servers, "kept");
            Records.write(servers, "kept", "before the kill");

            // When
            broker.kill();
            broker.restart();

            // Then
            Records.write(servers, "kept", "after the kill");
            assertThat(Records.read(servers, "kept")).containsExactly("before the kill", "after the kill");
            assertThat(broker.pid()).isNotEqualTo(firstPid);
        }
    }
}
