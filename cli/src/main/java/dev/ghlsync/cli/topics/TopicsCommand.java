package dev.ghlsync.cli.topics;

import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ghl-sync topics}: the topics and schemas of the contract. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Topics and schemas of the contract.",
        synopsisSubcommandLabel = "COMMAND")
public final class TopicsCommand {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    public TopicsCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Creates missing topics, sets their settings and registers schemas with FULL_TRANSITIVE compatibility;"
                        + " run again, it changes nothing. When anything is refused, nothing is done.",
                "Kafka and the registry are found through KAFKA_BOOTSTRAP_SERVERS, KAFKA_PROP_* and"
                        + " SCHEMA_REGISTRY_URL."
            })
    int apply(
            @Option(
                            names = "--partitions-location",
                            paramLabel = "N",
                            defaultValue = "12",
                            description = "Partitions of topics partitioned by location (default: ${DEFAULT-VALUE});"
                                    + " the most instances that can share the work.")
                    int locationPartitions,
            @Option(
                            names = "--partitions-key",
                            paramLabel = "N",
                            defaultValue = "6",
                            description = "Partitions of the other topics (default: ${DEFAULT-VALUE}).")
                    int keyPartitions,
            @Option(
                            names = "--replication",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "Replicas of each partition (default: ${DEFAULT-VALUE}); 3 in production.")
                    int replication,
            @Option(names = "--dry-run", description = "Show what would be done and change nothing.") boolean dryRun) {
        var report = TopicsApply.apply(settings(), options(locationPartitions, keyPartitions, replication, dryRun));
        PrintWriter out = spec.commandLine().getOut();
        report.lines().forEach(out::println);
        if (!report.refusals().isEmpty()) {
            throw CommandFailure.negative(report.refusals().getFirst() + " Nothing was changed"
                    + more(report.refusals().size()) + ".");
        }
        out.println(summary(report, dryRun));
        return ExitCode.OK;
    }

    private static String summary(TopicsReport report, boolean dryRun) {
        if (!report.hasChanges()) {
            return "All " + report.topics().size() + " topics and "
                    + report.schemas().size() + " schemas are as they should be.";
        }
        return dryRun ? "Dry run: nothing was changed." : "Done.";
    }

    private static String more(int refusals) {
        return refusals == 1 ? "" : "; " + (refusals - 1) + " more were refused, see above";
    }

    private KafkaSettings settings() {
        try {
            return KafkaSettings.fromEnvironment(environment);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private static TopicsOptions options(int locationPartitions, int keyPartitions, int replication, boolean dryRun) {
        try {
            return new TopicsOptions(locationPartitions, keyPartitions, replication, dryRun);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }
}
