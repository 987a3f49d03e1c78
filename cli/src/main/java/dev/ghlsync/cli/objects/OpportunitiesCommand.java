package dev.ghlsync.cli.objects;

import dev.ghlsync.cli.export.Shape;
import dev.ghlsync.cli.query.ListFlags;
import dev.ghlsync.cli.query.Listing;
import dev.ghlsync.cli.query.QueryFlags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ghl-sync opportunities}: what the installation knows of the opportunities of a location. */
@Command(
        name = "opportunities",
        mixinStandardHelpOptions = true,
        description = "Shows opportunities through the query API. Personal data is masked unless --pii is given.",
        synopsisSubcommandLabel = "COMMAND")
public final class OpportunitiesCommand {
    private static final List<String> HEAD =
            List.of("OPPORTUNITY", "NAME", "STATUS", "VALUE (MINOR)", "PIPELINE", "STAGE", "CONTACT", "VERSION");
    private static final List<String> FIELDS = List.of(
            "opportunityId",
            "name",
            "status",
            "monetaryValueMinor+currency",
            "pipelineName",
            "pipelineStageName",
            "contactId",
            "version");

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    public OpportunitiesCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the opportunities of a location, or exports them.")
    int list(
            @Mixin QueryFlags flags,
            @Mixin ListFlags list,
            @Option(
                            names = "--pipeline-id",
                            paramLabel = "P",
                            description = "Only those of this pipeline of GoHighLevel.")
                    @Nullable
                    String pipelineId,
            @Option(
                            names = "--status",
                            paramLabel = "S",
                            description = "Only those that are open, won, lost, abandoned or deleted.")
                    @Nullable
                    String status) {
        var filters = new HashMap<String, @Nullable String>();
        filters.put("pipelineId", pipelineId);
        filters.put("status", status);
        return new Listing(spec.commandLine(), environment, flags, list)
                .run(Shape.OPPORTUNITIES, HEAD, FIELDS, filters, null);
    }
}
