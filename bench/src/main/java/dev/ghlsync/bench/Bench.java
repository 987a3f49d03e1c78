package dev.ghlsync.bench;

import dev.ghlsync.bench.endtoend.EndToEndBench;
import dev.ghlsync.bench.figures.Machine;
import dev.ghlsync.bench.figures.Row;
import dev.ghlsync.bench.figures.Table;
import dev.ghlsync.bench.ingest.IngestBench;
import dev.ghlsync.bench.push.PushBench;
import dev.ghlsync.bench.sandbox.SandboxBench;
import dev.ghlsync.bench.topology.TopologyBench;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures everything in one run and prints one table in Markdown; progress goes to standard error. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures the sync on this machine with processes of its own on free ports, and prints a table.")
public final class Bench implements Callable<Integer> {
    /** Parts of the run. */
    enum Part {
        SANDBOX,
        INGEST,
        TOPOLOGY,
        END_TO_END,
        PUSH
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--parts", split = ",", description = "What to measure: ${COMPLETION-CANDIDATES}; all by default.")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(
            names = "--seconds",
            description = "How long each rate is measured; half as long before it to warm up.",
            defaultValue = "10")
    private int seconds;

    @Option(names = "--connections", description = "Connections of the load on the gateway.", defaultValue = "32")
    private int connections;

    @Option(names = "--contacts", description = "Contacts in the topology's backlog.", defaultValue = "10000")
    private int contacts;

    @Option(names = "--rounds", description = "Webhooks per contact in the backlog.", defaultValue = "5")
    private int rounds;

    @Option(names = "--locations", description = "Locations the backlog is spread over.", defaultValue = "20")
    private int locations;

    @Option(
            names = "--sandbox-contacts",
            description = "Contacts in the location of the sandbox that is read.",
            defaultValue = "100000")
    private int sandboxContacts;

    @Option(names = "--rate", description = "Edits per second, end to end.", defaultValue = "50")
    private int rate;

    @Option(
            names = "--edit-seconds",
            description = "How long edits are made in each direction, at most 60.",
            defaultValue = "30")
    private int editSeconds;

    @Option(
            names = "--in-flight",
            description = "Requests at once of the pusher, and of the loop beside it.",
            defaultValue = "256")
    private int inFlight;

    @Option(names = "--data", description = "Folder for data and logs of the run; a new temporary one by default.")
    private Path data;

    public static void main(String[] args) {
        // The registry's client logs whole schemas as information.
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setLevel(Level.WARNING);
        }
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var options = options();
        Path folder = data == null ? Files.createTempDirectory("ghl-sync-bench") : data;
        PrintWriter progress = spec.commandLine().getErr();
        progress.println("bench: data and logs in " + folder);
        String before = Machine.load();
        var rows = new ArrayList<Row>();
        for (Part part : parts) {
            progress.println("bench: measuring " + part + " ...");
            List<Row> measured = measure(part, options, folder.resolve(part.name()));
            progress.println(Table.of(measured));
            rows.addAll(measured);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println(LocalDate.now(ZoneId.systemDefault()) + ". " + Machine.describe()
                + ". Load averages (1, 5, 15 min) before: " + before + ", after: " + Machine.load() + ".");
        out.println();
        out.print(Table.of(rows));
        out.flush();
        return 0;
    }

    private static List<Row> measure(Part part, BenchOptions options, Path folder) throws InterruptedException {
        return switch (part) {
            case SANDBOX -> new SandboxBench(options).run(folder);
            case INGEST -> new IngestBench(options).run(folder);
            case TOPOLOGY -> new TopologyBench(options).run(folder);
            case END_TO_END -> new EndToEndBench(options).run(folder);
            case PUSH -> new PushBench(options).run(folder);
        };
    }

    private BenchOptions options() {
        try {
            return new BenchOptions(
                    Duration.ofSeconds(seconds),
                    connections,
                    contacts,
                    rounds,
                    locations,
                    sandboxContacts,
                    rate,
                    Duration.ofSeconds(editSeconds),
                    inFlight);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
