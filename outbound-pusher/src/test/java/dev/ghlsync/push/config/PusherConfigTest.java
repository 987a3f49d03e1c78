package dev.ghlsync.push.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PusherConfigTest {
    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    @Test
    void aKeyIsAllItNeeds() {
        // When
        PusherConfig config = PusherConfig.fromEnvironment(Map.of("TOKEN_KEYSET", KEY));

        // Then
        assertThat(config.port()).isEqualTo(8083);
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.ghl().requestTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.sessionTimeout()).isEqualTo(Duration.ofSeconds(45));
        assertThat(config.retryScale().factor()).isEqualTo(1.0);
        assertThat(config.toString()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "PUSHER_PORT, http",
        "PUSHER_PORT, 70000",
        "PUSH_RETRY_SCALE, fast",
        "PUSH_RETRY_SCALE, 2",
        "PUSH_REQUEST_TIMEOUT_MS, 0",
        "PUSH_REQUEST_TIMEOUT_MS, 45000",
        "GHL_BASE_URL, ht tp://x",
        "TOKEN_KEYSET, ' '"
    })
    void whatDoesNotFitIsNamed(String variable, String value) {
        // Given
        Map<String, String> env = new HashMap<>(Map.of("TOKEN_KEYSET", KEY));
        env.put(variable, value);

        // When
        Throwable thrown = catchThrowable(() -> PusherConfig.fromEnvironment(env));

        // Then
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(variable);
    }
}
