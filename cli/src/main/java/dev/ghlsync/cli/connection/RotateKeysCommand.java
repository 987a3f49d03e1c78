package dev.ghlsync.cli.connection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.http.GatewayFlags;
import dev.ghlsync.cli.http.JsonApi;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ghl-sync rotate-keys}. */
@Command(
        name = "rotate-keys",
        mixinStandardHelpOptions = true,
        description = {
            "Encrypts all stored tokens and secrets with the first key of the gateways' TOKEN_KEYSET.",
            "Put the new key first and restart every gateway and pusher, run this, and drop the old key once nothing"
                    + " waits for it. Exit code 1 while something does."
        })
public final class RotateKeysCommand implements Callable<Integer> {
    @Mixin
    private GatewayFlags gateway;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    public RotateKeysCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        JsonNode answer = gateway.api(environment)
                .send("POST", "/connections/reencrypt", JsonApi.MAPPER.createObjectNode())
                .require("to encrypt with the first key");
        long waiting = answer.path("waiting").asLong();
        spec.commandLine()
                .getOut()
                .printf(
                        "%d connections were asked to use key %s; %d still use another, %d of them cannot be read any"
                                + " more and must be connected anew.%n",
                        answer.path("asked").asLong(),
                        answer.path("keyId").asText(),
                        waiting,
                        answer.path("unreadable").asLong());
        return waiting == 0 ? ExitCode.OK : ExitCode.NEGATIVE;
    }
}
