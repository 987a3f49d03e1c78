package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/asyncapi.yaml is the catalogue and the topology. */
class AsyncApiTest {
    private static final Path DOCUMENT = Path.of("../docs/asyncapi.yaml");
    private static final Pattern TOPIC = Pattern.compile("topics?: \\[?([a-z][a-z0-9.-]+\\.[a-z0-9-]+)");

    private final JsonNode channels = read().path("channels");

    static List<Topic<?>> topics() {
        return Topics.ALL;
    }

    @Test
    void channelsAreTheTopicsOfTheCatalogue() {
        // When
        var names = new ArrayList<String>();
        channels.fieldNames().forEachRemaining(names::add);

        // Then
        assertThat(names)
                .containsExactlyElementsOf(Topics.ALL.stream().map(Topic::name).toList());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void channelSaysWhatTheCatalogueSays(Topic<?> topic) {
        // When
        var channel = channels.path(topic.name());

        // Then
        var configuration = channel.path("bindings").path("kafka").path("topicConfiguration");
        assertThat(channel.path("address").asText()).isEqualTo(topic.name());
        assertThat(channel.path("x-key").asText()).isEqualTo(topic.key());
        assertThat(channel.path("x-partitioned-by").asText())
                .isEqualTo(topic.partitioning().name());
        assertThat(channel.path("x-owner").asText()).isEqualTo(topic.owner());
        assertThat(configuration.path("cleanup.policy").valueStream().map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(topic.cleanup().stream()
                        .map(cleanup -> cleanup.name().toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(channel.path("messages")
                        .has(topic.value().map(Class::getSimpleName).orElse("OriginalBytes")))
                .isTrue();
        topic.value()
                .map(Class::getSimpleName)
                .ifPresent(record -> assertThat(Path.of("../schemas/src/main/avro", record + ".avsc"))
                        .exists());
    }

    @Test
    void everyTopicOfTheTopologyIsDocumented() throws IOException {
        // When
        var used = new TreeSet<String>();
        TOPIC.matcher(Files.readString(Path.of("src/test/resources/topology.txt")))
                .results()
                .map(found -> found.group(1))
                .forEach(used::add);

        // Then
        var documented =
                Stream.of(used.toArray(String[]::new)).filter(channels::has).toList();
        assertThat(documented).contains("ghl.webhooks", "sync.bookings", "sync.definitions", "sync.events");
        assertThat(used).allMatch(topic -> channels.has(topic) || topic.contains("repartition"));
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(DOCUMENT.toFile());
        } catch (IOException e) {
            throw new AssertionError(DOCUMENT + " cannot be read.", e);
        }
    }
}
