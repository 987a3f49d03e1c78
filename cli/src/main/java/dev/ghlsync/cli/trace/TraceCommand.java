package dev.ghlsync.cli.trace;

import dev.ghlsync.cli.avro.TraceLog;
import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.query.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ghl-sync trace}: everything one cause led to. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description = {
            "Shows every record of an operation with its time, from the topics only.",
            "The id is in the answer of a write, and in the header correlation-id of every record."
                    + " Kafka and the registry are found through KAFKA_BOOTSTRAP_SERVERS, KAFKA_PROP_* and"
                    + " SCHEMA_REGISTRY_URL."
        })
public final class TraceCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Correlation id.")
    private String id;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "7",
            description = "How many days to look back (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = {"--location-id", "--location"},
            paramLabel = "L",
            description = "Only records of this location.")
    private @Nullable String location;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public TraceCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        if (days < 1) {
            throw CommandFailure.usage("--days is " + days + "; give at least 1.");
        }
        var steps = new TraceLog(environment).find(id, Instant.now().minus(Duration.ofDays(days)), location);
        if (steps.isEmpty()) {
            throw CommandFailure.negative("No record of the last " + days + " days has the correlation id " + id + ".");
        }
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonApi.MAPPER
                    .valueToTree(steps.stream().map(TraceCommand::plain).toList())
                    .toPrettyString());
            return ExitCode.OK;
        }
        var start = steps.getFirst().at();
        var rows = steps.stream()
                .map(step -> List.of(
                        step.at().toString(),
                        "+" + Duration.between(start, step.at()).toMillis() + " ms",
                        step.topic(),
                        step.partition() + "/" + step.offset(),
                        step.what()))
                .toList();
        Table.print(List.of("WHEN", "AFTER", "TOPIC", "PLACE", "WHAT"), rows, out);
        return ExitCode.OK;
    }

    private static Map<String, Object> plain(TraceLog.Step step) {
        return Map.of(
                "at", step.at().toString(),
                "topic", step.topic(),
                "partition", step.partition(),
                "offset", step.offset(),
                "what", step.what());
    }
}
