package dev.ghlsync.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** What must stay true of docker-compose.yml, read as plain YAML. */
class ComposeFileTest {
    private static final Path ROOT = Path.of("..");
    private static final JsonNode SERVICES = services();

    @Test
    void everyImageIsPinnedToAVersion() {
        // When
        List<String> images = new ArrayList<>(SERVICES.valueStream()
                .map(service -> service.path("image").asText())
                .toList());
        images.addAll(dockerfile()
                .lines()
                .filter(line -> line.startsWith("FROM "))
                .map(line -> line.split(" ")[1])
                .toList());

        // Then
        assertThat(images).isNotEmpty().allMatch(image -> image.matches("[a-z0-9./-]+:\\d+\\.\\d+\\.\\d+\\S*"));
    }

    @Test
    void portsAreOnLoopbackOnly() {
        // When
        List<String> ports = SERVICES.valueStream()
                .flatMap(service -> service.path("ports").valueStream())
                .map(JsonNode::asText)
                .toList();

        // Then
        assertThat(ports).isNotEmpty().allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
    }

    @Test
    void everythingThatKeepsRunningHasAHealthCheck() {
        // When
        List<String> unchecked = SERVICES.properties().stream()
                .filter(service -> !service.getValue().path("restart").asText().equals("no"))
                .filter(service -> !service.getValue().has("healthcheck"))
                .map(Map.Entry::getKey)
                .toList();

        // Then
        assertThat(unchecked).isEmpty();
    }

    @Test
    void everySecretComesFromTheEnvironmentAndIsInTheExample() throws IOException {
        // Given
        String example = Files.readString(ROOT.resolve(".env.example"));

        // When
        var variables = new TreeSet<String>();
        var reference = Pattern.compile("\\$\\{([A-Z_]+)");
        reference
                .matcher(Files.readString(ROOT.resolve("docker-compose.yml")))
                .results()
                .forEach(match -> variables.add(match.group(1)));

        // Then
        assertThat(variables).contains("TOKEN_KEYSET", "API_TOKEN");
        assertThat(variables).allMatch(variable -> example.contains("\n" + variable + "="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest-gateway", "sync-streams", "outbound-pusher", "event-sink"})
    void variablesOfAServiceAreDocumentedInItsReadme(String service) throws IOException {
        // Given
        String readme = Files.readString(ROOT.resolve(service).resolve("README.md"));

        // When
        var variables = SERVICES.path(service).path("environment").properties();

        // Then
        assertThat(variables).isNotEmpty().allMatch(variable -> readme.contains(variable.getKey()));
    }

    private static String dockerfile() {
        try {
            return Files.readString(ROOT.resolve("Dockerfile"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SnakeYAML resolves the merge keys, which Jackson leaves alone. */
    private static JsonNode services() {
        try (var file = Files.newBufferedReader(ROOT.resolve("docker-compose.yml"))) {
            Map<String, Object> compose = new Yaml(new LoaderOptions()).load(file);
            return new ObjectMapper().valueToTree(compose).path("services");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
