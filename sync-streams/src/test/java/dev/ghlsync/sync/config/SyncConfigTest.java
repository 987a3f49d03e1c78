package dev.ghlsync.sync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncConfigTest {
    @Test
    void defaultsAreThoseOfALocalInstallation() {
        // When
        var config = SyncConfig.fromEnvironment(Map.of());

        // Then
        assertThat(config.streams().applicationId()).isEqualTo("sync-streams");
        assertThat(config.streams().commitInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.query()).isEqualTo(new QueryConfig("127.0.0.1", 8082, null, null));
    }

    @Test
    void streamsRunsExactlyOnceWithNamesOfOurs() {
        // Given
        var config = SyncConfig.fromEnvironment(Map.of("STANDBY_REPLICAS", "1", "KAFKA_PROP_SECURITY_PROTOCOL", "SSL"));

        // When
        var properties = config.streams().properties(config.kafka(), new HostInfo("streams-1", 8082));

        // Then
        assertThat(properties)
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("ensure.explicit.internal.resource.naming", true)
                .containsEntry("application.server", "streams-1:8082")
                .containsEntry("num.standby.replicas", 1)
                .containsEntry("replication.factor", -1)
                .containsEntry("security.protocol", "SSL");
    }

    @ParameterizedTest
    @CsvSource({
        "QUERY_PORT, 70000",
        "QUERY_PORT, eight",
        "COMMIT_INTERVAL_MS, 0",
        "NUM_STREAM_THREADS, 0",
        "STANDBY_REPLICAS, -1",
        "REPLICATION_FACTOR, 0",
        "APPLICATION_ID, a/b",
        "APPLICATION_SERVER, streams-1",
        "API_TOKEN, short",
    })
    void wrongValueNamesItsVariable(String variable, String value) {
        // Given
        var environment = new HashMap<String, String>();
        environment.put(variable, value);

        // When
        var reading = assertThatThrownBy(() -> SyncConfig.fromEnvironment(environment));

        // Then
        reading.isInstanceOf(IllegalArgumentException.class).hasMessageContaining(variable);
    }

    @Test
    void otherMachinesReachItOnlyWithAToken() {
        // When
        var reading = assertThatThrownBy(() -> SyncConfig.fromEnvironment(Map.of("QUERY_HOST", "0.0.0.0")));

        // Then
        reading.hasMessageContaining("QUERY_HOST").hasMessageContaining("API_TOKEN");
    }

    @Test
    void instanceOnEveryAddressTellsOthersItsHostName() {
        // Given
        var config = SyncConfig.fromEnvironment(Map.of("QUERY_HOST", "0.0.0.0", "API_TOKEN", "0123456789abcdef"));

        // When
        var told = config.query().advertise(new InetSocketAddress("0.0.0.0", 4711));

        // Then
        assertThat(told.port()).isEqualTo(4711);
        assertThat(told.host()).isNotEqualTo("0.0.0.0");
    }

    @Test
    void tokenIsNeverShown() {
        // When
        var shown = SyncConfig.fromEnvironment(Map.of("API_TOKEN", "0123456789abcdef"))
                .toString();

        // Then
        assertThat(shown).doesNotContain("0123456789abcdef");
    }
}
