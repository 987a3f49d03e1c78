package dev.ghlsync.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.dlq.PusherFlags;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.ServiceAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ghl-sync resync}. */
@Command(
        name = "resync",
        mixinStandardHelpOptions = true,
        description = {
            "Has contacts read from GoHighLevel again and planned again: one, or all that we know of a location. People"
                    + " who are only in GoHighLevel are found by connecting the location again."
        })
public final class ResyncCommand implements Callable<Integer> {
    private static final int PAGE = 200;

    @Option(names = "--location", paramLabel = "L", required = true, description = "Id of the location.")
    private String location;

    @Option(names = "--contact", paramLabel = "C", description = "Our id of the contact; all without it.")
    private @Nullable String contact;

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "Why, for the audit.")
    private String why;

    @Option(
            names = "--query",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8082",
            description = "Address of the query API (default: ${DEFAULT-VALUE}).")
    private URI query;

    @Mixin
    private PusherFlags pusher;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    public ResyncCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        JsonApi contacts = new ServiceAddress("query API", query, environment).api();
        String path = "/locations/" + ServiceAddress.segment(location) + "/contacts";
        long asked = 0;
        if (contact != null) {
            ask(contacts.get(path + "/" + ServiceAddress.segment(contact)).require("the contact " + contact));
            asked = 1;
        } else {
            String cursor = "";
            do {
                JsonNode page = contacts.get(path + "?limit=" + PAGE + cursor).require("the list of contacts");
                page.path("contacts").forEach(this::ask);
                asked += page.path("contacts").size();
                cursor = page.path("nextCursor").isTextual()
                        ? "&cursor="
                                + ServiceAddress.segment(page.path("nextCursor").textValue())
                        : "";
            } while (!cursor.isEmpty());
        }
        spec.commandLine().getOut().printf("%d contacts are read and planned again%n", asked);
        return ExitCode.OK;
    }

    private void ask(JsonNode known) {
        String id = known.path("contactId").asText();
        var body = JsonApi.MAPPER.createObjectNode().put("why", why);
        body.set("ghlContactId", known.path("ghlContactId"));
        pusher.api(environment)
                .send(
                        "POST",
                        "/locations/" + ServiceAddress.segment(location) + "/contacts/" + ServiceAddress.segment(id)
                                + "/resync",
                        body)
                .require("to resync contact " + id);
    }
}
