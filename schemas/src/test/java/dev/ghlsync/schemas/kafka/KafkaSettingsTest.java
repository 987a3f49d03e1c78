package dev.ghlsync.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {
    @Test
    void needsNoVariable() {
        // When
        var settings = KafkaSettings.fromEnvironment(Map.of());

        // Then
        assertThat(settings).isEqualTo(KafkaSettings.of("127.0.0.1:9092", "http://127.0.0.1:8081"));
    }

    @Test
    void passesPrefixedVariablesThroughInKafkasSpelling() {
        // Given
        var env = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "a:1,b:2",
                "KAFKA_PROP_SECURITY_PROTOCOL", "SASL_SSL",
                "REGISTRY_PROP_APICURIO_REGISTRY_AUTH_USERNAME", "sync",
                "KAFKA_HOME", "/opt/kafka");

        // When
        var settings = KafkaSettings.fromEnvironment(env);

        // Then
        assertThat(settings.clientConfig())
                .isEqualTo(Map.of("bootstrap.servers", "a:1,b:2", "security.protocol", "SASL_SSL"));
        assertThat(settings.registryProperties()).isEqualTo(Map.of("apicurio.registry.auth.username", "sync"));
    }

    @Test
    void showsNamesOfPropertiesButNeverTheirValues() {
        // Given
        var settings = KafkaSettings.fromEnvironment(Map.of(
                "KAFKA_PROP_SASL_JAAS_CONFIG", "password=\"hunter2\"",
                "REGISTRY_PROP_BASIC_AUTH_USER_INFO", "sync:hunter2"));

        // When
        var text = settings.toString();

        // Then
        assertThat(text).contains("sasl.jaas.config", "basic.auth.user.info").doesNotContain("hunter2");
    }

    @Test
    void refusesAnEmptyServerList() {
        // When
        var failure = catchThrowable(() -> KafkaSettings.of(" ", "http://127.0.0.1:8081"));

        // Then
        assertThat(failure)
                .hasMessage("KAFKA_BOOTSTRAP_SERVERS is empty; set it to host:port of a broker, such as"
                        + " 127.0.0.1:9092.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1:8081", "ftp://registry"})
    void refusesARegistryThatIsNoHttpAddress(String url) {
        // When
        var failure = catchThrowable(() -> KafkaSettings.of("127.0.0.1:9092", url));

        // Then
        assertThat(failure).hasMessageStartingWith("SCHEMA_REGISTRY_URL is '" + url + "', which is no http");
    }
}
