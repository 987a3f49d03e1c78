package dev.ghlsync.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ghlsync.schemas.kafka.TopicSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/topics.txt");

    @Test
    void areWhatTheGoldenFileSays() throws IOException {
        // Given
        if (Boolean.getBoolean("golden")) {
            Files.writeString(GOLDEN, table());
        }
        var golden = Files.readString(GOLDEN);

        // When
        var table = table();

        // Then
        assertThat(table)
                .as("Topics outlive deploys: a rename, another key or partitioning is a migration. If the change is"
                        + " meant, refresh with 'mvn -pl schemas test -Dtest=TopicsTest -Dgolden=true'"
                        + " and say in the commit how clusters get there")
                .isEqualTo(golden);
    }

    @Test
    void haveNamesThatCannotClashInMetrics() {
        // When
        var names = Topics.ALL.stream().map(Topic::name);

        // Then
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+(\\.[a-z0-9-]+)+"));
    }

    @Test
    void needACleanupPolicy() {
        // When
        var failure = catchThrowable(() -> new Topic<>(
                "t", Optional.empty(), "key", Topic.Partitioning.KEY, Set.of(), Duration.ofDays(1), false, "owner"));

        // Then
        assertThat(failure).hasMessage("Topic t has no cleanup policy; name at least one.");
    }

    private static String table() {
        return Topics.ALL.stream()
                .map(topic -> "%s | key %s | by %s | %s | owner %s%n  %s%n"
                        .formatted(
                                topic.name(),
                                topic.key(),
                                topic.partitioning(),
                                topic.value().map(Class::getSimpleName).orElse("original bytes"),
                                topic.owner(),
                                TopicSettings.of(topic, 3)))
                .collect(Collectors.joining());
    }
}
