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

/** {@code ghl-sync bookings}: what the installation knows of the bookings of a location. */
@Command(
        name = "bookings",
        mixinStandardHelpOptions = true,
        description = "Shows bookings through the query API. Personal data is masked unless --pii is given.",
        synopsisSubcommandLabel = "COMMAND")
public final class BookingsCommand {
    private static final List<String> HEAD =
            List.of("BOOKING", "TITLE", "STATUS", "STARTS", "CALENDAR", "CONTACT", "VERSION");
    private static final List<String> FIELDS =
            List.of("bookingId", "title", "status", "startsAt", "calendarId", "contactId", "version");

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    public BookingsCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the bookings of a location, or exports them.")
    int list(
            @Mixin QueryFlags flags,
            @Mixin ListFlags list,
            @Option(
                            names = "--calendar-id",
                            paramLabel = "C",
                            description = "Only those of this calendar of GoHighLevel.")
                    @Nullable
                    String calendarId,
            @Option(
                            names = "--status",
                            paramLabel = "S",
                            description =
                                    "Only those that are scheduled, confirmed, showed, no_show, canceled, invalid or"
                                            + " deleted.")
                    @Nullable
                    String status) {
        var filters = new HashMap<String, @Nullable String>();
        filters.put("calendarId", calendarId);
        filters.put("status", status);
        return new Listing(spec.commandLine(), environment, flags, list)
                .run(Shape.BOOKINGS, HEAD, FIELDS, filters, null);
    }
}
