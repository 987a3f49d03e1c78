package dev.ghlsync.cli.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.ServiceAddress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ghl-sync dlq replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Replays dead letters: each contact is planned again from its present state, so nothing old is sent. What"
                    + " is not wanted any more is resolved. Conflicts, and entries replayed three times already, are"
                    + " left.",
            "With --set or --clear one entry is corrected instead: an ordinary change of your side is written.",
            "Interrupted by Ctrl-C, it prints how to go on."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int PAGE = 250;

    @Mixin
    private PusherFlags pusher;

    @Mixin
    private FilterFlags filter;

    @Parameters(arity = "0..1", paramLabel = "ENTRY", description = "Id of one entry; else give a filter.")
    private @Nullable String entry;

    @Option(names = "--dry-run", description = "Only count what would happen.")
    private boolean dryRun;

    @Option(names = "--all", description = "Replay everything, without a filter.")
    private boolean all;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many entries a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--limit", paramLabel = "N", description = "Look at no more than so many entries.")
    private int limit = Integer.MAX_VALUE;

    @Option(names = "--why", paramLabel = "TEXT", description = "Why, for the audit; needed unless --dry-run is given.")
    private @Nullable String why;

    @Option(names = "--run", paramLabel = "NAME", description = "Go on with this run, which was interrupted.")
    private @Nullable String run;

    @Option(names = "--set", paramLabel = "FIELD=VALUE", description = "Give this field another value.")
    private Map<String, String> set = Map.of();

    @Option(names = "--clear", paramLabel = "FIELD", description = "Remove the value of this field.")
    private List<String> clear = List.of();

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    ReplayCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        JsonApi api = pusher.api(environment);
        if (why == null && !dryRun) {
            throw CommandFailure.usage("--why is missing; say in a few words why you replay, for the audit.");
        }
        if (rate < 1 || limit < 1) {
            throw CommandFailure.usage("--rate and --limit must be at least 1.");
        }
        if (!set.isEmpty() || !clear.isEmpty()) {
            return corrected(api);
        }
        if (entry == null && filter.isEmpty() && !all) {
            throw CommandFailure.usage("Nothing says which entries are meant; give an entry id, a filter or --all.");
        }
        String name = run == null ? UUID.randomUUID().toString().substring(0, 8) : run;
        var counts = new ReplayCounts();
        Runnable hint = () -> err().printf(
                        "%nInterrupted. Go on with: ghl-sync dlq replay%s --why \"%s\" --run %s%n",
                        filter.commandLine(), why, name);
        try (var interrupted = new InterruptHint(dryRun ? () -> {} : hint);
                var progress = new ReplayProgress(dryRun ? "looked at" : "replayed", err())) {
            replay(api, name, counts, progress);
            interrupted.done();
        }
        counts.print(dryRun, out());
        return ExitCode.OK;
    }

    private void replay(JsonApi api, String name, ReplayCounts counts, ReplayProgress progress) {
        ObjectNode body = JsonApi.MAPPER.createObjectNode().put("run", name).put("why", why);
        body.set("filter", filter.json(entry));
        int left = limit;
        int page = dryRun ? PAGE : Math.min(PAGE, rate);
        var pace = new Pace(dryRun ? Duration.ZERO : Duration.ofMillis(1_000L * page / rate));
        boolean more = true;
        while (more) {
            body.put("limit", Math.min(page, left));
            JsonNode outcome = api.send("POST", dryRun ? "/dlq/previews" : "/dlq/replays", body)
                    .require(dryRun ? "a preview" : "a replay");
            counts.add(outcome);
            int looked = outcome.path("looked").asInt();
            left -= looked;
            progress.advance(looked, outcome.path("total").asLong());
            more = outcome.path("nextCursor").isTextual() && left > 0;
            body.set("cursor", outcome.path("nextCursor"));
            if (more) {
                pace.await();
            }
        }
    }

    private int corrected(JsonApi api) {
        if (entry == null || dryRun) {
            throw CommandFailure.usage("--set and --clear correct one entry; give its id, and no --dry-run.");
        }
        ObjectNode body = JsonApi.MAPPER.createObjectNode().put("why", why);
        ObjectNode values = body.putObject("set");
        set.forEach(values::put);
        var cleared = body.putArray("clear");
        clear.forEach(cleared::add);
        JsonNode answer = api.send("POST", "/dlq/entries/" + ServiceAddress.segment(entry) + "/edit", body)
                .require("to correct entry " + entry);
        out().printf(
                        "Change %s is written; the entry goes away when it is applied.%n",
                        answer.path("changeId").asText());
        return ExitCode.OK;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
