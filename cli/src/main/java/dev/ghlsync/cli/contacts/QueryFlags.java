package dev.ghlsync.cli.contacts;

import dev.ghlsync.cli.http.ServiceAddress;
import java.net.URI;
import picocli.CommandLine.Option;

/** What the contact commands have in common. */
final class QueryFlags {
    @Option(names = "--location", paramLabel = "L", required = true, description = "Id of the location.")
    private String location;

    @Option(
            names = "--query",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8082",
            description = "Address of the query API (default: ${DEFAULT-VALUE}).")
    private URI query;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--pii", description = "Show personal data.")
    private boolean pii;

    String location() {
        return location;
    }

    /** Path of the contacts of the location. */
    String contacts() {
        return "/locations/" + ServiceAddress.segment(location) + "/contacts";
    }

    URI query() {
        return query;
    }

    boolean json() {
        return json;
    }

    boolean pii() {
        return pii;
    }
}
