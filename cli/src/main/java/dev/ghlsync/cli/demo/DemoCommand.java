package dev.ghlsync.cli.demo;

import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.stack.LocalStack;
import dev.ghlsync.cli.stack.StackOptions;
import dev.ghlsync.cli.stack.StackPorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ghl-sync demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs everything on free ports in a temporary folder against the GoHighLevel sandbox, connects a location"
                    + " that already has contacts, changes contacts on both sides, waits until nothing moves, and compares"
                    + " both sides field by field, raw JSON against raw records.",
            "Ends with 0 when nothing differs and everything was really exercised, with 1 otherwise."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int DIFFERENCES_SHOWN = 20;

    @Option(
            names = "--contacts",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Contacts the location has before it is connected (default: ${DEFAULT-VALUE}).")
    private int contacts;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Decides people and story (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object instead of text; progress goes to standard error.")
    private boolean json;

    @Option(names = "--keep", description = "Keep the temporary folder with data and logs, and say where it is.")
    private boolean keep;

    @Option(
            names = "--sabotage",
            paramLabel = "FIELD",
            description =
                    "Spoil one value of this GoHighLevel property, such as phone, as it is read for the comparison;"
                            + " the demo must then end with 1.")
    private @Nullable String sabotage;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var options = new DemoOptions(contacts, seed, Optional.ofNullable(sabotage));
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = json ? spec.commandLine().getErr() : out;
        var screen = new DemoScreen(progress, System.err);
        Path folder = temporaryFolder();
        boolean good = false;
        try {
            DemoResult result = run(options, folder, screen);
            good = result.failures().isEmpty();
            if (json) {
                out.println(result.json());
            } else {
                print(result, out);
            }
            out.flush();
            return good ? ExitCode.OK : ExitCode.NEGATIVE;
        } finally {
            if (keep || !good) {
                spec.commandLine().getErr().println("ghl-sync: data and logs are kept in " + folder);
            } else {
                delete(folder);
            }
        }
    }

    private static DemoResult run(DemoOptions options, Path folder, DemoScreen screen) {
        screen.say("starting everything on free ports in " + folder);
        try (LocalStack stack = LocalStack.start(StackOptions.of(folder, StackPorts.free()), screen);
                Demo demo = new Demo(options, stack.addresses(), new Pace(stack.death()), screen)) {
            return demo.run();
        }
    }

    private static void print(DemoResult result, PrintWriter out) {
        var comparison = result.comparison();
        out.printf(
                "deleted in GoHighLevel and inactive with us: %d; archived by us and still in GoHighLevel: %d%n",
                comparison.inactive(), comparison.archived());
        out.printf(
                "reported by the product: %d fields held, %d not writable, %d pending%n",
                comparison.held(), comparison.notWritable(), comparison.pending());
        comparison.differences().stream()
                .limit(DIFFERENCES_SHOWN)
                .forEach(difference -> out.println("difference: " + difference));
        if (comparison.differences().size() > DIFFERENCES_SHOWN) {
            out.printf(
                    "... and %d more differences; --json lists all%n",
                    comparison.differences().size() - DIFFERENCES_SHOWN);
        }
        result.failures().forEach(failure -> out.println("failed: " + failure));
        out.println(result.summary());
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("ghl-sync-demo-");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder can be made; set java.io.tmpdir to a writable one.", e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary folder " + folder + " cannot be deleted.", e);
        }
    }
}
