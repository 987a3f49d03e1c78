package dev.ghlsync.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.http.GatewayFlags;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.ServiceAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ghl-sync connect}. */
@Command(
        name = "connect",
        mixinStandardHelpOptions = true,
        description = {
            "Connects a location of GoHighLevel with a Private Integration Token and begins its initial sync. The"
                    + " token is read from an environment variable, so that it is in no shell history, and stored"
                    + " encrypted.",
            "With the gateway's API_TOKEN set, it is sent along."
        })
public final class ConnectCommand implements Callable<Integer> {
    @Option(names = "--location", paramLabel = "L", required = true, description = "Id of the location.")
    private String location;

    @Option(
            names = "--token-env",
            paramLabel = "NAME",
            required = true,
            description = "Environment variable that holds the token.")
    private String tokenVariable;

    @Option(
            names = "--country",
            paramLabel = "CC",
            description = "Country of phone numbers without a prefix, two letters (default: what GoHighLevel says).")
    private @Nullable String country;

    @Option(names = "--organization", paramLabel = "O", description = "Organization of yours the location belongs to.")
    private @Nullable String organization;

    @Mixin
    private GatewayFlags gateway;

    @Option(
            names = "--create-in-ghl",
            paramLabel = "true|false",
            arity = "1",
            description =
                    "Whether contacts that exist only with you are created in GoHighLevel (default: as before, at first"
                            + " true).")
    private @Nullable Boolean createInGhl;

    @Option(
            names = "--dry-run",
            description = "Connect nothing; list the ids of the contacts that would be created in GoHighLevel.")
    private boolean dryRun;

    @Option(names = "--no-wait", description = "Do not wait for the end of the initial sync.")
    private boolean noWait;

    @Option(
            names = "--query",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8082",
            description = "Address of the query API, for --dry-run (default: ${DEFAULT-VALUE}).")
    private URI query;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    public ConnectCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (dryRun) {
            long count = new OnlyHere(new ServiceAddress("query API", query, environment).api())
                    .list(location, spec.commandLine().getOut());
            spec.commandLine()
                    .getOut()
                    .printf("%d contacts exist only here and would be created in GoHighLevel.%n", count);
            return ExitCode.OK;
        }
        String token = environment.get(tokenVariable);
        if (token == null || token.isBlank()) {
            throw CommandFailure.usage("Environment variable " + tokenVariable
                    + " is not set; put the Private Integration Token of the location into it.");
        }
        ObjectNode body = JsonApi.MAPPER.createObjectNode().put("token", token.strip());
        if (country != null) {
            body.put("country", country);
        }
        if (organization != null) {
            body.put("organizationId", organization);
        }
        if (createInGhl != null) {
            body.put("createInGhl", createInGhl);
        }
        JsonApi api = gateway.api(environment);
        String path = "/locations/" + ServiceAddress.segment(location) + "/connection";
        JsonNode connection = api.send("POST", path, body).require("to connect location " + location);
        spec.commandLine()
                .getOut()
                .printf(
                        "Location %s is %s (epoch %d); its contacts are being read.%n",
                        location,
                        connection.path("status").asText().toLowerCase(Locale.ROOT),
                        connection.path("epoch").asLong());
        return noWait ? ExitCode.OK : followed(api, path);
    }

    private int followed(JsonApi api, String path) throws InterruptedException {
        JsonNode shown = new SyncProgress(api, path, System.err).toTheEnd();
        JsonNode sync = shown.path("initialSync");
        boolean complete = sync.path("status").asText().equals("COMPLETED");
        spec.commandLine()
                .getOut()
                .printf(
                        "The initial sync %s: %d contacts in %d pages, %d read by id.%n",
                        complete
                                ? "is complete"
                                : "did not end, because the connection is "
                                        + shown.path("status").asText(),
                        sync.path("contacts").asLong(),
                        sync.path("pages").asLong(),
                        sync.path("hydrated").asLong());
        return complete ? ExitCode.OK : ExitCode.NEGATIVE;
    }
}
