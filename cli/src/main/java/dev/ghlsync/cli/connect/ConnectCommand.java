package dev.ghlsync.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.ServiceAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Address of the ingest gateway (default: ${DEFAULT-VALUE}).")
    private URI gateway;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    public ConnectCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
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
        JsonNode connection = new ServiceAddress("ingest gateway", gateway, environment)
                .api()
                .send("POST", "/locations/" + ServiceAddress.segment(location) + "/connection", body)
                .require("to connect location " + location);
        spec.commandLine()
                .getOut()
                .printf(
                        "Location %s is %s (epoch %d); its contacts are being read.%n",
                        location,
                        connection.path("status").asText().toLowerCase(Locale.ROOT),
                        connection.path("epoch").asLong());
        return ExitCode.OK;
    }
}
