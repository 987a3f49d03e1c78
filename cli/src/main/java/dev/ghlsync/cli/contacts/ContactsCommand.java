package dev.ghlsync.cli.contacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.JsonReply;
import dev.ghlsync.cli.http.ServiceAddress;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ghl-sync contacts}: what the installation knows of the contacts of a location. */
@Command(
        name = "contacts",
        mixinStandardHelpOptions = true,
        description = "Shows contacts through the query API. Personal data is masked unless --pii is given.",
        synopsisSubcommandLabel = "COMMAND")
public final class ContactsCommand {
    private static final int PAGE_MAX = 200;

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

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the contacts of a location.")
    int list(
            @Mixin QueryFlags flags,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "At most so many (default: ${DEFAULT-VALUE}).")
                    int limit) {
        if (limit < 1) {
            throw CommandFailure.usage("--limit is " + limit + "; give at least 1.");
        }
        var contacts = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            String page = "?limit=" + Math.min(PAGE_MAX, limit - contacts.size())
                    + (cursor.isEmpty() ? "" : "&cursor=" + ServiceAddress.segment(cursor));
            JsonNode body = api(flags).get(flags.contacts() + page).require("the list of contacts");
            body.path("contacts").forEach(contacts::add);
            cursor = body.path("nextCursor").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null") && contacts.size() < limit);
        print(flags, contacts, !cursor.isEmpty() && !cursor.equals("null"));
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
        spec.commandLine().getOut().println(shown(flags, found).toPrettyString());
        return ExitCode.OK;
    }

    private void print(QueryFlags flags, List<JsonNode> contacts, boolean more) {
        PrintWriter out = spec.commandLine().getOut();
        List<JsonNode> shown = contacts.stream()
                .<JsonNode>map(contact -> shown(flags, (ObjectNode) contact))
                .toList();
        if (flags.json()) {
            out.println(JsonApi.MAPPER.valueToTree(shown).toPrettyString());
            return;
        }
        ContactTable.print(shown, out);
        out.println(contacts.size() + " contacts" + (more ? ", more with a larger --limit" : ""));
    }

    private static ObjectNode shown(QueryFlags flags, ObjectNode contact) {
        return flags.pii() ? contact : Masking.masked(contact);
    }

    private JsonApi api(QueryFlags flags) {
        return new ServiceAddress("query API", flags.query(), environment).api();
    }
}
