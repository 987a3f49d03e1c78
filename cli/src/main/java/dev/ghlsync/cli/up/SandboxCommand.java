package dev.ghlsync.cli.up;

import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.stack.Installation;
import dev.ghlsync.cli.stack.JvmProfile;
import dev.ghlsync.cli.stack.LocalStack;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.cli.stack.StackOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ghl-sync sandbox}: only the GoHighLevel sandbox. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = "Runs only the GoHighLevel sandbox until Ctrl-C, for whoever integrates with GoHighLevel."
                + " Nothing is kept.")
public final class SandboxCommand implements Callable<Integer> {
    @Option(
            names = {"--port", "--sandbox-port"},
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "Port on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "7",
            description = "Decides ids, invented people and keys (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--webhook-url", paramLabel = "URL", description = "Where webhooks are sent (default: nowhere).")
    private @Nullable String webhookUrl;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "YAML file with steps that are played at start (default: none).")
    private @Nullable Path scenario;

    @Option(
            names = "--time-scale",
            paramLabel = "N",
            defaultValue = "1",
            description = "Waits take their length divided by N (default: ${DEFAULT-VALUE}).")
    private double timeScale;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of the log (default: .ghl-sync/sandbox-only).")
    private @Nullable Path data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = data == null ? Installation.find().defaultData().resolve("sandbox-only") : data;
        var options = StackOptions.of(folder, PortFlags.checked(Map.of(Member.SANDBOX, port)))
                .only(Member.SANDBOX)
                .with(JvmProfile.STEADY)
                .with(Member.SANDBOX, "SANDBOX_SEED", Long.toString(seed))
                .with(Member.SANDBOX, "SANDBOX_TIME_SCALE", Double.toString(timeScale))
                .with(Member.SANDBOX, "SANDBOX_SCENARIO", scenario == null ? "" : readable(scenario))
                .with(Member.SANDBOX, "SANDBOX_WEBHOOK_URL", webhookUrl == null ? "" : webhookUrl);
        try (LocalStack stack = LocalStack.start(options, new StackProgress(out))) {
            String address = stack.addresses().of(Member.SANDBOX);
            out.printf("%nThe sandbox answers at %s.%n", address);
            out.printf("  a location with 100 contacts:%n");
            out.printf(
                    "    curl -X POST %s/_sandbox/locations -d"
                            + " '{\"id\":\"demo\",\"contacts\":100,\"token\":\"demo-token\"}'%n",
                    address);
            out.printf("Ctrl-C stops it.%n");
            out.flush();
            throw CommandFailure.unavailable(stack.death().join());
        }
    }

    private String readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new ParameterException(
                    spec.commandLine(), "The scenario file " + file + " cannot be read; give a YAML file.");
        }
        return file.toAbsolutePath().toString();
    }
}
