package dev.ghlsync.cli.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.ServiceAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ghl-sync dlq}: what did not get through, and what to do about it. */
@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        description = "Shows, replays and resolves dead letters. docs/playbooks.md says what to do about each reason.",
        synopsisSubcommandLabel = "COMMAND")
public final class DlqCommand {
    private static final int PAGE_MAX = 1_000;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    public DlqCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The whole command with those of its subcommands that are classes of their own. */
    public static picocli.CommandLine withSubcommands(Map<String, String> environment) {
        return new picocli.CommandLine(new DlqCommand(environment)).addSubcommand(new ReplayCommand(environment));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists dead letters in groups that failed alike, the largest first.")
    int list(
            @Mixin PusherFlags pusher,
            @Mixin FilterFlags filter,
            @Option(names = "--entries", description = "List single entries instead of groups, the oldest first.")
                    boolean entries,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "At most so many entries (default: ${DEFAULT-VALUE}).")
                    int limit,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        JsonApi api = pusher.api(environment);
        if (limit < 1 || limit > PAGE_MAX) {
            throw CommandFailure.usage("--limit is " + limit + "; give 1 to " + PAGE_MAX + ".");
        }
        JsonNode body = entries
                ? api.get("/dlq/entries?limit=" + limit + (filter.isEmpty() ? "" : "&" + filter.query()))
                        .require("the list of dead letters")
                : api.get("/dlq/groups?" + filter.query()).require("the list of dead letters");
        if (json) {
            out().println(body.toPrettyString());
        } else if (entries) {
            DlqTable.entries(body, out());
        } else {
            DlqTable.groups(body, out());
        }
        return ExitCode.OK;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one dead letter, what it wanted, and the playbook of its reason.")
    int show(
            @Mixin PusherFlags pusher,
            @Parameters(paramLabel = "ENTRY", description = "Id of the entry.") String entry,
            @Option(names = "--pii", description = "Show the values, which are personal data; audited.") boolean pii) {
        JsonNode body = pusher.api(environment)
                .get("/dlq/entries/" + ServiceAddress.segment(entry) + (pii ? "?pii=true" : ""))
                .require("to show entry " + entry);
        String playbook = body.path("playbook").asText("");
        if (body instanceof com.fasterxml.jackson.databind.node.ObjectNode shown) {
            shown.remove("playbook");
        }
        out().println(body.toPrettyString());
        out().println();
        out().println(playbook);
        return ExitCode.OK;
    }

    @Command(
            name = "resolve",
            mixinStandardHelpOptions = true,
            description = "Resolves dead letters without doing anything about them.")
    int resolve(
            @Mixin PusherFlags pusher,
            @Mixin FilterFlags filter,
            @Parameters(arity = "0..1", paramLabel = "ENTRY", description = "Id of one entry; else give a filter.")
                    @Nullable
                    String entry,
            @Option(names = "--why", paramLabel = "TEXT", required = true, description = "Why, for the audit.")
                    String why) {
        JsonApi api = pusher.api(environment);
        if (entry == null && filter.isEmpty()) {
            throw CommandFailure.usage("Nothing says which entries are meant; give an entry id or a filter.");
        }
        var body = JsonApi.MAPPER.createObjectNode().put("why", why);
        body.set("filter", filter.json(entry));
        long resolved = 0;
        JsonNode outcome;
        do {
            outcome = api.send("POST", "/dlq/resolutions", body).require("to resolve dead letters");
            resolved += outcome.path("resolved").asLong();
        } while (outcome.path("left").asLong() > 0);
        out().printf("%d resolved%n", resolved);
        return resolved == 0 ? ExitCode.NEGATIVE : ExitCode.OK;
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = {
                "Writes dead letters to a folder: what is known of each as one line of entries.jsonl, and its original"
                        + " bytes as ENTRY.avro. The bytes hold personal data; reading them is audited."
            })
    int export(
            @Mixin PusherFlags pusher,
            @Mixin FilterFlags filter,
            @Option(names = "--to", paramLabel = "FOLDER", required = true, description = "New or empty folder.")
                    Path folder)
            throws IOException {
        JsonApi api = pusher.api(environment);
        Files.createDirectories(folder);
        long written = 0;
        try (var lines = Files.newBufferedWriter(folder.resolve("entries.jsonl"))) {
            String cursor = "";
            do {
                JsonNode page = api.get("/dlq/entries?limit=" + PAGE_MAX + cursor + "&" + filter.query())
                        .require("the list of dead letters");
                for (JsonNode entry : page.path("entries")) {
                    String id = entry.path("entryId").asText();
                    lines.write(entry + "\n");
                    Files.write(
                            folder.resolve(id.replaceAll("[^A-Za-z0-9._-]", "_") + ".avro"),
                            api.bytes("/dlq/entries/" + ServiceAddress.segment(id) + "/value"));
                    written++;
                }
                cursor = page.path("nextCursor").isTextual()
                        ? "&cursor="
                                + ServiceAddress.segment(page.path("nextCursor").textValue())
                        : "";
            } while (!cursor.isEmpty());
        }
        out().printf("%d dead letters written to %s%n", written, folder);
        return ExitCode.OK;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
