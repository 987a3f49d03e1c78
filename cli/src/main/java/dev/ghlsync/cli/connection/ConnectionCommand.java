package dev.ghlsync.cli.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.http.GatewayFlags;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.ServiceAddress;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ghl-sync connection}. */
@Command(
        name = "connection",
        mixinStandardHelpOptions = true,
        description =
                "Shows the connection of a location, its initial sync and when it was last reconciled and audited;"
                        + " with --organization or --create-in-ghl changes it first.")
public final class ConnectionCommand implements Callable<Integer> {
    @Option(names = "--location", paramLabel = "L", required = true, description = "Id of the location.")
    private String location;

    @Option(
            names = "--organization",
            paramLabel = "O",
            description = "Organization of yours the location belongs to from now on; empty for none.")
    private @Nullable String organization;

    @Option(
            names = "--create-in-ghl",
            paramLabel = "true|false",
            arity = "1",
            description = "Whether contacts that exist only with you are created in GoHighLevel.")
    private @Nullable Boolean createInGhl;

    @Mixin
    private GatewayFlags gateway;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    public ConnectionCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        JsonApi api = gateway.api(environment);
        String path = "/locations/" + ServiceAddress.segment(location) + "/connection";
        ObjectNode wanted = JsonApi.MAPPER.createObjectNode();
        if (organization != null) {
            wanted.put("organizationId", organization.isBlank() ? null : organization);
        }
        if (createInGhl != null) {
            wanted.put("createInGhl", createInGhl);
        }
        JsonNode shown = wanted.isEmpty()
                ? api.get(path).require("the connection of location " + location)
                : api.send("PUT", path, wanted).require("to change the connection of location " + location);
        spec.commandLine().getOut().println(shown.toPrettyString());
        return ExitCode.OK;
    }
}
