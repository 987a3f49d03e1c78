package dev.ghlsync.cli.operate;

import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.http.GatewayFlags;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.ServiceAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code ghl-sync pause} and {@code ghl-sync resume} have in common. */
abstract class PauseCommand implements Callable<Integer> {
    /** Which locations. */
    static final class Which {
        @Option(names = "--location", paramLabel = "L", description = "Id of the location.")
        private @Nullable String location;

        @Option(names = "--all", description = "Every location that was ever connected.")
        private boolean all;
    }

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Option(
            names = "--direction",
            paramLabel = "in|out",
            description = "in: what comes from GoHighLevel; out: what goes there. Both without it.")
    private @Nullable String direction;

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "Why, for the audit.")
    private String why;

    @Mixin
    private GatewayFlags gateway;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;
    private final boolean pause;

    PauseCommand(Map<String, String> environment, boolean pause) {
        this.environment = Map.copyOf(environment);
        this.pause = pause;
    }

    @Override
    public Integer call() {
        if (direction != null && !List.of("in", "out").contains(direction)) {
            throw CommandFailure.usage("--direction is " + direction + "; give in or out, or leave it out for both.");
        }
        JsonApi api = gateway.api(environment);
        List<String> locations = which.all ? everyLocation(api) : List.of(Objects.requireNonNull(which.location));
        for (String location : locations) {
            var body = JsonApi.MAPPER.createObjectNode().put("why", why);
            if (!"out".equals(direction)) {
                body.put("inbound", pause);
            }
            if (!"in".equals(direction)) {
                body.put("outbound", pause);
            }
            api.send("PUT", "/locations/" + ServiceAddress.segment(location) + "/connection/pause", body)
                    .require((pause ? "to pause" : "to resume") + " location " + location);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "Location %s: %s %s%n",
                            location,
                            direction == null ? "both directions" : "direction " + direction,
                            pause ? "paused" : "open");
        }
        return ExitCode.OK;
    }

    private static List<String> everyLocation(JsonApi api) {
        return api.get("/locations")
                .require("the list of locations")
                .path("locations")
                .valueStream()
                .map(each -> each.path("locationId").asText())
                .toList();
    }
}
