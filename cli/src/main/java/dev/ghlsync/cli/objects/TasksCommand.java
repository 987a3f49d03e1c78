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

/** {@code ghl-sync tasks}: what the installation knows of the tasks of a location. */
@Command(
        name = "tasks",
        mixinStandardHelpOptions = true,
        description = "Shows tasks through the query API. Personal data is masked unless --pii is given.",
        synopsisSubcommandLabel = "COMMAND")
public final class TasksCommand {
    private static final List<String> HEAD = List.of("TASK", "TITLE", "STATUS", "DUE", "CONTACT", "VERSION");
    private static final List<String> FIELDS = List.of("taskId", "title", "status", "dueAt", "contactId", "version");

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    public TasksCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the tasks of a location, or exports them.")
    int list(
            @Mixin QueryFlags flags,
            @Mixin ListFlags list,
            @Option(
                            names = "--status",
                            paramLabel = "S",
                            description = "Only those that are open, completed or deleted.")
                    @Nullable
                    String status) {
        var filters = new HashMap<String, @Nullable String>();
        filters.put("status", status);
        return new Listing(spec.commandLine(), environment, flags, list).run(Shape.TASKS, HEAD, FIELDS, filters, null);
    }
}
