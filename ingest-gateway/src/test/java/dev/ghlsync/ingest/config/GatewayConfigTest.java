package dev.ghlsync.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayConfigTest {
    @Test
    void masksSecretsInItsText() {
        // Given
        var variables = Map.of(
                "API_TOKEN", "token-0123456789abcdef",
                "TOKEN_KEYSET", "keyset-secret",
                "WEBHOOK_HMAC_SECRETS", "whsec_hmacsecret",
                "KAFKA_PROP_SASL_JAAS_CONFIG", "jaas-secret");

        // When
        String text = GatewayConfig.fromEnvironment(variables).toString();

        // Then
        assertThat(text).doesNotContain("token-0123456789abcdef", "keyset-secret", "hmacsecret", "jaas-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GATEWAY_PORT | 99999 | GATEWAY_PORT is '99999', which is out of range",
                "WEBHOOK_MAX_BYTES | big | no whole number",
                "INITIAL_SYNC_HYDRATE | yes | neither true nor false",
                "GHL_BASE_URL | ftp://x | no http or https URL",
                "WEBHOOK_ALLOWED_CIDRS | 10.0.0.0/99 | is no network",
                "WEBHOOK_PUBLIC_KEYS | abc | WEBHOOK_PUBLIC_KEYS: ",
                "PUBLISH_ACK_TIMEOUT_MS | 6000 | out of range",
                "INITIAL_SYNC_PAGE_LIMIT | 501 | set it to 1 to 500",
            })
    void namesTheVariableAndTheRemedy(String name, String value, String says) {
        // Given
        var variables = Map.of(name, value);

        // When
        var reading = assertThatThrownBy(() -> GatewayConfig.fromEnvironment(variables));

        // Then
        reading.isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(says);
    }

    @Test
    void refusesAShortApiTokenWithoutRepeatingIt() {
        // Given
        var variables = Map.of("API_TOKEN", "hunter2");

        // When
        var reading = assertThatThrownBy(() -> GatewayConfig.fromEnvironment(variables));

        // Then
        reading.hasMessageContaining("API_TOKEN").hasMessageNotContaining("hunter2");
    }

    @Test
    void givesTheSerializerPropertiesItUnderstands() {
        // Given
        var config = GatewayConfig.fromEnvironment(Map.of());

        // When
        var configuring = assertThatCode(() ->
                new AvroSerdes(config.kafka()).serializer(Topics.GHL_WEBHOOKS).close());

        // Then
        configuring.doesNotThrowAnyException();
    }

    @Test
    void isDocumentedVariableByVariable() throws java.io.IOException {
        // Given
        var used = new java.util.TreeSet<String>();
        try (var files = Files.list(Path.of("src/main/java/dev/ghlsync/ingest/config"))) {
            for (Path file : files.toList()) {
                java.util.regex.Pattern.compile("env\\.\\w+\\(\\s*\"([A-Z_]+)\"")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(match -> used.add(match.group(1)));
            }
        }

        // When
        String readme = Files.readString(Path.of("README.md"));

        // Then
        assertThat(used)
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(readme).contains("| `" + name + "` |"));
    }
}
