package dev.ghlsync.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TopicSettingsTest {
    static final java.util.List<Topic<?>> ALL = Topics.ALL;

    @ParameterizedTest
    @FieldSource("ALL")
    void letsNoRecordOutliveItsRetentionByMoreThanADay(Topic<?> topic) {
        // When
        var settings = TopicSettings.of(topic, 1);

        // Then
        if (topic.cleanup().contains(Topic.Cleanup.DELETE)) {
            assertThat(settings)
                    .containsEntry(
                            "retention.ms", Long.toString(topic.retention().toMillis()));
            assertThat(Long.parseLong(settings.get("segment.ms"))).isLessThanOrEqualTo(86_400_000L);
        } else {
            assertThat(settings).doesNotContainKeys("retention.ms", "segment.ms");
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void removesErasedValuesFromCompactedTopicsWithinADay(Topic<?> topic) {
        // When
        var settings = TopicSettings.of(topic, 1);

        // Then
        assertThat(settings.containsKey("max.compaction.lag.ms"))
                .isEqualTo(topic.cleanup().contains(Topic.Cleanup.COMPACT));
    }
}
