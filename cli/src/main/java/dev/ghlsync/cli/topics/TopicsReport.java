package dev.ghlsync.cli.topics;

import dev.ghlsync.cli.topics.domain.SchemaStep;
import dev.ghlsync.cli.topics.domain.TopicStep;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was decided for each topic and schema, and whether it was done. Nothing at all is done when anything is refused.
 */
public record TopicsReport(List<TopicStep> topics, List<SchemaStep> schemas, boolean applied) {
    public TopicsReport {
        topics = List.copyOf(topics);
        schemas = List.copyOf(schemas);
    }

    /** One sentence for each topic or schema that cannot be brought to what the catalogue says. */
    public List<String> refusals() {
        return Stream.concat(
                        topics.stream()
                                .filter(TopicStep.Refuse.class::isInstance)
                                .map(step -> ((TopicStep.Refuse) step).reason()),
                        schemas.stream()
                                .filter(SchemaStep.Refuse.class::isInstance)
                                .map(step -> ((SchemaStep.Refuse) step).reason()))
                .toList();
    }

    /** Whether topics or schemas differ from the catalogue. */
    public boolean hasChanges() {
        return !lines().isEmpty();
    }

    /** What differs, as a diff: {@code +} new, {@code ~} changed, {@code !} refused; nothing for what is as it should be. */
    public List<String> lines() {
        return Stream.concat(
                        topics.stream().flatMap(TopicsReport::lines),
                        schemas.stream().flatMap(TopicsReport::lines))
                .toList();
    }

    private static Stream<String> lines(TopicStep step) {
        return switch (step) {
            case TopicStep.Create(var spec) ->
                Stream.of("+ topic " + spec.name() + " (" + spec.partitions() + " partitions, replication "
                        + spec.replication() + ", "
                        + new TreeMap<>(spec.settings())
                                .entrySet().stream().map(Object::toString).collect(Collectors.joining(", "))
                        + ")");
            case TopicStep.Alter(var topic, var changes) ->
                changes.stream()
                        .map(change ->
                                "~ topic " + topic + " " + change.name() + ": " + change.from() + " -> " + change.to());
            case TopicStep.Refuse refuse -> Stream.of("! topic " + refuse.topic() + ": " + refuse.reason());
            case TopicStep.Unchanged _ -> Stream.empty();
        };
    }

    private static Stream<String> lines(SchemaStep step) {
        return switch (step) {
            case SchemaStep.Register(var spec, var first) ->
                Stream.of("+ schema " + spec.subject() + (first ? " (first version)" : " (new version)"));
            case SchemaStep.Guard(var subject) ->
                Stream.of("~ schema " + subject + " compatibility: -> " + SubjectRegistry.FULL_TRANSITIVE);
            case SchemaStep.Refuse refuse -> Stream.of("! schema " + refuse.subject() + ": " + refuse.reason());
            case SchemaStep.Unchanged _ -> Stream.empty();
        };
    }
}
