package dev.ghlsync.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ghlsync.cli.topics.domain.TopicSpec;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicsOptionsTest {
    @Test
    void givesEveryTopicPartitionedByLocationTheSameCount() {
        // Given
        var options = new TopicsOptions(12, 6, 3, false);

        // When
        var counts = options.topics().stream().collect(Collectors.toMap(TopicSpec::name, TopicSpec::partitions));

        // Then
        assertThat(Topics.ALL)
                .allSatisfy(topic -> assertThat(counts.get(topic.name()))
                        .isEqualTo(topic.partitioning() == Topic.Partitioning.LOCATION ? 12 : 6));
    }

    @Test
    void wantsTwoReplicasInSyncOnlyWhenThereAreThree() {
        // Given
        var alone = new TopicsOptions(1, 1, 1, false).topics().getFirst();
        var three = new TopicsOptions(1, 1, 3, false);

        // When
        var settings = three.topics().getFirst().settings();

        // Then
        assertThat(settings).containsEntry("min.insync.replicas", "2");
        assertThat(alone.settings()).containsEntry("min.insync.replicas", "1");
    }

    @Test
    void refusesACountOfZeroByTheNameOfItsOption() {
        // When
        var failure = catchThrowable(() -> new TopicsOptions(0, 6, 1, false));

        // Then
        assertThat(failure).hasMessage("--partitions-location is 0; give at least 1.");
    }
}
