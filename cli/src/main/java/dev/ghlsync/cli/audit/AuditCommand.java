package dev.ghlsync.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.http.GatewayFlags;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.ServiceAddress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ghl-sync audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Reads all contacts, opportunities, appointments and tasks that GoHighLevel has of a location, compares"
                    + " them field by field with ours, and prints what is equal, what differs and why. Values are"
                    + " masked. Exit code 1 if anything differs.",
            "Appointments are compared that start within a year from now or did within the last. Attribution,"
                    + " custom fields of opportunities, and definitions are not compared.",
            "An object counts as deleted only after a read by id says so. When more than 1 % of the location is"
                    + " missing, the audit stops and leaves that to you."
        })
public final class AuditCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final List<String> OBJECTS = List.of("opportunities", "bookings", "tasks");

    @Option(names = "--location", paramLabel = "L", required = true, description = "Id of the location.")
    private String location;

    @Option(names = "--repair", description = "Let the sync take over what differs, as GoHighLevel has it.")
    private boolean repair;

    @Option(
            names = "--quick",
            description =
                    "Read by id only what the search shows to differ. The search leaves out names, time zone, website"
                            + " and more, so equal is said of the rest only.")
    private boolean quick;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Mixin
    private GatewayFlags gateway;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    public AuditCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        JsonApi api = gateway.api(environment);
        String path = "/locations/" + ServiceAddress.segment(location) + "/audits";
        var order = JsonApi.MAPPER.createObjectNode().put("repair", repair).put("quick", quick);
        String id = api.send("POST", path, order)
                .require("to audit location " + location)
                .path("auditId")
                .asText();
        JsonNode report = awaited(api, path + "/" + id);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.toPrettyString());
        } else {
            print(report, out);
        }
        return report.path("isEqual").asBoolean() ? ExitCode.OK : ExitCode.NEGATIVE;
    }

    private static JsonNode awaited(JsonApi api, String path) throws InterruptedException {
        var never = new CountDownLatch(1);
        JsonNode report;
        do {
            report = api.get(path).require("the report of the audit");
        } while (report.path("status").asText().equals("running")
                && !never.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        return report;
    }

    private static void print(JsonNode report, PrintWriter out) {
        for (JsonNode finding : report.path("findings")) {
            out.printf(
                    "%-13s %s %s %s here=%s there=%s why=%s%n",
                    finding.path("kind").asText(),
                    finding.path("object").asText(),
                    finding.path("id").asText(finding.path("ghlId").asText()),
                    finding.path("field").asText("-"),
                    finding.path("here").asText("-"),
                    finding.path("there").asText("-"),
                    finding.path("why").asText());
        }
        if (report.path("stopped").isTextual()) {
            out.println("stopped: " + report.path("stopped").asText());
        }
        out.printf(
                "audit: %d in GoHighLevel, %d here, %d equal, %d differing, %d only there, %d only here, %d deleted"
                        + " there, %d repaired%n",
                report.path("inGhl").asLong(),
                report.path("here").asLong(),
                report.path("equal").asLong(),
                report.path("differing").asLong(),
                report.path("onlyThere").asLong(),
                report.path("onlyHere").asLong(),
                report.path("deletedThere").asLong(),
                report.path("repaired").asLong());
        for (String kind : OBJECTS) {
            JsonNode counts = report.path(kind);
            out.printf(
                    "%s: %d in GoHighLevel, %d here, %d equal, %d differing, %d only there, %d deleted there%n",
                    kind,
                    counts.path("inGhl").asLong(),
                    counts.path("here").asLong(),
                    counts.path("equal").asLong(),
                    counts.path("differing").asLong(),
                    counts.path("onlyThere").asLong(),
                    counts.path("deletedThere").asLong());
        }
    }
}
