package dev.ghlsync.cli.topics;

import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.topics.domain.SchemaPlan;
import dev.ghlsync.cli.topics.domain.SchemaStep;
import dev.ghlsync.cli.topics.domain.TopicPlan;
import dev.ghlsync.cli.topics.domain.TopicSpec;
import dev.ghlsync.cli.topics.domain.TopicStep;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.util.List;

/**
 * Brings topics and schemas to what the catalogue says; running it again changes nothing. Topics that Kafka Streams makes
 * for itself are not touched.
 */
public final class TopicsApply {
    private TopicsApply() {}

    /**
     * Decides for everything first. Unless it is a dry run or something is refused, then does it: schemas before topics,
     * so that nobody finds a topic that cannot be written.
     *
     * @throws CommandFailure when the cluster or the registry cannot be reached or refuses
     */
    public static TopicsReport apply(KafkaSettings settings, TopicsOptions options) {
        try (var topics = TopicCluster.connect(settings);
                var registry = SubjectRegistry.connect(settings.registryUrl())) {
            var wantedTopics = options.topics();
            var wantedSchemas = TopicsOptions.schemas();
            var plan = new TopicsReport(
                    TopicPlan.plan(wantedTopics, topics.states(wantedTopics)),
                    SchemaPlan.plan(wantedSchemas, registry.states(wantedSchemas)),
                    false);
            if (options.dryRun() || !plan.refusals().isEmpty()) {
                return plan;
            }
            plan.schemas().forEach(step -> act(registry, step));
            topics.create(missing(plan));
            plan.topics().forEach(step -> act(topics, step));
            return new TopicsReport(plan.topics(), plan.schemas(), true);
        }
    }

    private static List<TopicSpec> missing(TopicsReport plan) {
        return plan.topics().stream()
                .filter(TopicStep.Create.class::isInstance)
                .map(step -> ((TopicStep.Create) step).spec())
                .toList();
    }

    private static void act(SubjectRegistry registry, SchemaStep step) {
        switch (step) {
            case SchemaStep.Register(var spec, var _) -> {
                registry.register(spec);
                registry.guard(spec.subject());
            }
            case SchemaStep.Guard(var subject) -> registry.guard(subject);
            case SchemaStep.Unchanged _ -> {}
            case SchemaStep.Refuse refuse -> throw CommandFailure.negative(refuse.reason());
        }
    }

    private static void act(TopicCluster topics, TopicStep step) {
        switch (step) {
            case TopicStep.Create _ -> {
                // Created together with the others before this.
            }
            case TopicStep.Alter(var topic, var changes) -> topics.alter(topic, changes);
            case TopicStep.Unchanged _ -> {}
            case TopicStep.Refuse refuse -> throw CommandFailure.negative(refuse.reason());
        }
    }
}
