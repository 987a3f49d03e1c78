package dev.ghlsync.cli.contacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.avro.AuditLog;
import dev.ghlsync.cli.avro.EventLog;
import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.export.Shape;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.JsonReply;
import dev.ghlsync.cli.http.ServiceAddress;
import dev.ghlsync.cli.identifiers.Platform;
import dev.ghlsync.cli.query.ListFlags;
import dev.ghlsync.cli.query.Listing;
import dev.ghlsync.cli.query.Masking;
import dev.ghlsync.cli.query.QueryFlags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ghl-sync contacts}: what the installation knows of the contacts of a location. */
@Command(
        name = "contacts",
        mixinStandardHelpOptions = true,
        description = "Shows contacts through the query API. Personal data is masked unless --pii is given.",
        synopsisSubcommandLabel = "COMMAND")
public final class ContactsCommand {
    private static final List<String> HEAD =
            List.of("CONTACT", "NAME", "EMAIL", "PHONE", "STATUS", "VERSION", "IN GHL", "PENDING");
    private static final List<String> FIELDS = List.of(
            "contactId", "givenName+familyName", "email", "phone", "status", "version", "ghlContactId", "pending");

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    public ContactsCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The one way to name a contact. */
    static final class Which {
        @Option(names = "--id", paramLabel = "ID", description = "Our id of it.")
        private @Nullable String id;

        @Option(names = "--email", paramLabel = "EMAIL", description = "Its email address.")
        private @Nullable String email;

        @Option(names = "--phone", paramLabel = "PHONE", description = "Its phone number.")
        private @Nullable String phone;

        @Option(names = "--ghl-id", paramLabel = "ID", description = "Its id in GoHighLevel.")
        private @Nullable String ghlId;

        String path() {
            if (id != null) {
                return "/" + ServiceAddress.segment(id);
            }
            return email != null
                    ? query("email", email)
                    : phone != null ? query("phone", phone) : query("ghlContactId", ghlId);
        }

        private static String query(String name, @Nullable String value) {
            return "?" + name + "=" + ServiceAddress.segment(String.valueOf(value));
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the contacts of a location, or exports them with all custom fields by name.")
    int list(
            @Mixin QueryFlags flags,
            @Mixin ListFlags list,
            @Option(names = "--tag", paramLabel = "T", description = "Only contacts with this tag.") @Nullable
                    String tag,
            @Option(
                            names = "--hash",
                            paramLabel = "PLATFORM",
                            description =
                                    "Export identifiers as meta or google wants them, hashed with SHA-256, instead of"
                                            + " the fields.")
                    @Nullable
                    Platform hash) {
        var filters = new HashMap<String, @Nullable String>();
        filters.put("tag", tag);
        return new Listing(spec.commandLine(), environment, flags, list)
                .run(Shape.CONTACTS, HEAD, FIELDS, filters, hash);
    }

    @Command(
            name = "journey",
            mixinStandardHelpOptions = true,
            description = "Shows all that is known of a contact in the order of time.")
    int journey(
            @Mixin QueryFlags flags, @Parameters(paramLabel = "ID", description = "Our id of the contact.") String id) {
        JsonReply reply = api(flags).get(flags.contacts() + "/" + ServiceAddress.segment(id));
        if (reply.status() == 404) {
            throw CommandFailure.negative("Location " + flags.location() + " has no contact " + id + ".");
        }
        JsonNode contact = reply.require("the question for a contact");
        noteOrSay(flags, "journey of " + contact.path("contactId").asText());
        JsonNode objects = api(flags)
                .get(flags.contacts() + "/" + ServiceAddress.segment(id) + "/journey")
                .require("the journey");
        var moments = Journey.of((ObjectNode) contact, objects, object -> shown(flags, object));
        new EventLog(environment)
                .ofContact(flags.location(), contact.path("contactId").asText())
                .forEach(event -> moments.add(Journey.Moment.of(event)));
        Journey.print(moments, flags.json(), spec.commandLine().getOut());
        return ExitCode.OK;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one contact with everything known of it.")
    int show(@Mixin QueryFlags flags, @ArgGroup(multiplicity = "1") Which which) {
        JsonReply reply = api(flags).get(flags.contacts() + which.path());
        if (reply.status() == 404) {
            throw CommandFailure.negative("Location " + flags.location() + " has no such contact.");
        }
        JsonNode body = reply.require("the question for a contact");
        JsonNode contact = body.has("contacts") ? body.path("contacts").path(0) : body;
        if (!(contact instanceof ObjectNode found)) {
            throw CommandFailure.negative("Location " + flags.location() + " has no such contact.");
        }
        noteOrSay(flags, "contact " + found.path("contactId").asText());
        spec.commandLine().getOut().println(shown(flags, found).toPrettyString());
        return ExitCode.OK;
    }

    /** Writes down that personal data is shown, before it is; says that it is masked otherwise. */
    private void noteOrSay(QueryFlags flags, String what) {
        if (flags.pii()) {
            new AuditLog(environment).readBy(what, flags.location(), "personal data shown");
        } else {
            spec.commandLine().getErr().println("Personal data is masked; --pii shows it and is audited.");
        }
    }

    private static ObjectNode shown(QueryFlags flags, ObjectNode contact) {
        return flags.pii() ? contact : Masking.masked(contact);
    }

    private JsonApi api(QueryFlags flags) {
        return new ServiceAddress("query API", flags.query(), environment).api();
    }
}
