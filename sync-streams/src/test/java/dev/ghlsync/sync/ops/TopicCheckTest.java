package dev.ghlsync.sync.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicCheckTest {
    @Test
    void equalCountsAreReady() {
        // When
        var check = TopicCheck.of(all(6));

        // Then
        assertThat(check).isEqualTo(new TopicCheck.Ready(6));
    }

    @Test
    void topicsByKeyMayHaveAnotherCount() {
        // Given
        var topics = all(6);
        topics.put(Topics.CRM_CHANGES.name(), 2);
        topics.put(Topics.SYNC_CONTACTS.name(), 12);

        // When
        var check = TopicCheck.of(topics);

        // Then
        assertThat(check).isEqualTo(new TopicCheck.Ready(6));
    }

    @Test
    void missingTopicsAreNamed() {
        // Given
        var topics = all(6);
        topics.remove(Topics.SYNC_DLQ.name());

        // When
        var check = TopicCheck.of(topics);

        // Then
        assertThat(check).isEqualTo(new TopicCheck.Missing(List.of("sync.dlq")));
    }

    @Test
    void unequalCountsOfTopicsByLocationAreRefusedWithTheRemedy() {
        // Given
        var topics = all(6);
        topics.put(Topics.PUSH_RESULTS.name(), 3);

        // When
        var check = TopicCheck.of(topics);

        // Then
        assertThat(check)
                .isInstanceOfSatisfying(
                        TopicCheck.Unequal.class,
                        unequal -> assertThat(unequal.sentence())
                                .contains("push.results=3")
                                .contains("ghl.webhooks=6")
                                .contains("`ghl-sync topics apply`"));
    }

    private static Map<String, Integer> all(int partitions) {
        var topics = new HashMap<String, Integer>();
        TopicCheck.USED.stream().map(Topic::name).forEach(name -> topics.put(name, partitions));
        return topics;
    }
}
