package dev.ghlsync.cli.up;

import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.stack.Installation;
import dev.ghlsync.cli.stack.LocalStack;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.cli.stack.StackOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ghl-sync up}: everything on one machine until Ctrl-C. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Runs everything on this machine until Ctrl-C: a Kafka broker, a schema registry, the GoHighLevel sandbox"
                    + " and the three services, each a process of its own, all on loopback.",
            "With GHL_BASE_URL set, or with --no-sandbox, the services talk to the real GoHighLevel instead of the"
                    + " sandbox; GHL_CLIENT_ID and the other variables of the services are passed on.",
            "With POSTHOG_PROJECT_KEY set, events are also sent to PostHog."
        })
public final class UpCommand implements Callable<Integer> {
    private static final String REAL_GHL = "https://services.leadconnectorhq.com";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder everything is kept in (default: .ghl-sync in the checkout).")
    private @Nullable Path data;

    @Option(
            names = "--no-sandbox",
            description = "Talk to the real GoHighLevel at GHL_BASE_URL (default: its address).")
    private boolean noSandbox;

    @Mixin
    private PortFlags ports = new PortFlags();

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    public UpCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        var installation = Installation.find();
        Path folder = data == null ? installation.defaultData() : data;
        var options = StackOptions.of(folder, ports.ports());
        Optional<String> real = realGhl();
        if (real.isPresent()) {
            options = options.withRealGhl(real.get());
        }
        if (!environment.getOrDefault("POSTHOG_PROJECT_KEY", "").isBlank()) {
            options = options.withEventSink();
        }
        out.printf("ghl-sync: starting, data and logs in %s%n", options.data());
        try (LocalStack stack = LocalStack.start(options, new StackProgress(out))) {
            printAddresses(out, stack, real);
            throw CommandFailure.unavailable(stack.death().join());
        }
    }

    private Optional<String> realGhl() {
        String address = environment.get("GHL_BASE_URL");
        return address != null ? Optional.of(address) : noSandbox ? Optional.of(REAL_GHL) : Optional.empty();
    }

    private static void printAddresses(PrintWriter out, LocalStack stack, Optional<String> real) {
        out.printf("%nEverything is ready.%n");
        out.printf("  %-28s %s%n", "Kafka", stack.addresses().of(Member.BROKER));
        out.printf(
                "  %-28s %s/apis/ccompat/v7%n",
                "Schema registry", stack.addresses().of(Member.REGISTRY));
        out.printf(
                "  %-28s %s/ghl-webhook%n",
                "Webhooks of GoHighLevel", stack.addresses().of(Member.GATEWAY));
        out.printf(
                "  %-28s %s/locations/{L}/contacts%n",
                "Writes of your CRM", stack.addresses().of(Member.GATEWAY));
        out.printf(
                "  %-28s %s/locations/{L}/contacts%n",
                "Contacts, to read", stack.addresses().of(Member.STREAMS));
        out.printf("  %-28s %s/prometheus%n", "Pusher", stack.addresses().of(Member.PUSHER));
        out.printf(
                "  %-28s %s%n",
                real.isPresent() ? "GoHighLevel" : "GoHighLevel sandbox",
                stack.addresses().ghlBaseUrl());
        out.printf("%nNext, in another terminal:%n");
        out.printf("  ./ghl-sync connect --location LOCATION --token-env NAME   connect a location%n");
        out.printf("  ./ghl-sync contacts list --location LOCATION              see its contacts%n");
        out.printf("Ctrl-C stops everything; the data stays.%n");
        out.flush();
    }
}
