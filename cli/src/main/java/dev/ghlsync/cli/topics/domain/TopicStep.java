package dev.ghlsync.cli.topics.domain;

import java.util.List;

/** What to do about one topic. */
public sealed interface TopicStep {
    String topic();

    /** It is missing. */
    record Create(TopicSpec spec) implements TopicStep {
        @Override
        public String topic() {
            return spec.name();
        }
    }

    /** Some of its settings differ; sorted by name. */
    record Alter(String topic, List<SettingChange> changes) implements TopicStep {
        public Alter {
            changes = List.copyOf(changes);
        }
    }

    /** It is as wanted. */
    record Unchanged(String topic) implements TopicStep {}

    /** It has another number of partitions, which would move locations to other partitions. */
    record Refuse(String topic, int actual, int wanted) implements TopicStep {
        public String reason() {
            return "Topic " + topic + " has " + actual + " partitions, not " + wanted
                    + "; partition counts are fixed when topics are created, so give the count it has or migrate to new"
                    + " topics.";
        }
    }

    /** One setting and its values. */
    record SettingChange(String name, String from, String to) {}
}
