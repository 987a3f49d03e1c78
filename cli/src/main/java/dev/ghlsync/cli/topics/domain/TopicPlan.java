package dev.ghlsync.cli.topics.domain;

import dev.ghlsync.cli.topics.domain.TopicStep.Alter;
import dev.ghlsync.cli.topics.domain.TopicStep.Create;
import dev.ghlsync.cli.topics.domain.TopicStep.Refuse;
import dev.ghlsync.cli.topics.domain.TopicStep.SettingChange;
import dev.ghlsync.cli.topics.domain.TopicStep.Unchanged;
import java.util.List;
import java.util.Map;

/**
 * Compares wanted topics with those that exist. Settings the catalogue does not name, replication and topics it does not
 * know are left to the operators of the cluster.
 */
public final class TopicPlan {
    private static final String NOT_SET = "";

    private TopicPlan() {}

    /** One step for each wanted topic, in order. */
    public static List<TopicStep> plan(List<TopicSpec> wanted, Map<String, TopicState> actual) {
        return wanted.stream().map(spec -> step(spec, actual)).toList();
    }

    private static TopicStep step(TopicSpec wanted, Map<String, TopicState> actual) {
        var state = actual.get(wanted.name());
        if (state == null) {
            return new Create(wanted);
        }
        if (state.partitions() != wanted.partitions()) {
            return new Refuse(wanted.name(), state.partitions(), wanted.partitions());
        }
        var changes = changes(wanted.settings(), state.settings());
        return changes.isEmpty() ? new Unchanged(wanted.name()) : new Alter(wanted.name(), changes);
    }

    private static List<SettingChange> changes(Map<String, String> wanted, Map<String, String> actual) {
        return wanted.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new SettingChange(
                        entry.getKey(), actual.getOrDefault(entry.getKey(), NOT_SET), entry.getValue()))
                .filter(change -> !change.from().equals(change.to()))
                .toList();
    }
}
