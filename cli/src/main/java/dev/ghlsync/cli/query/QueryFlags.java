package dev.ghlsync.cli.query;

import dev.ghlsync.cli.http.ServiceAddress;
import java.net.URI;
import picocli.CommandLine.Option;

/** Flags of every command that asks the query API. */
public final class QueryFlags {
    @Option(
            names = {"--location-id", "--location"},
            paramLabel = "L",
            required = true,
            description = "Id of the location.")
    private String location;

    @Option(
            names = "--query",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8082",
            description = "Address of the query API (default: ${DEFAULT-VALUE}).")
    private URI query;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--pii", description = "Show personal data; who sees it is written to ops.audit.")
    private boolean pii;

    public String location() {
        return location;
    }

    /** Path of the contacts of the location. */
    public String contacts() {
        return "/locations/" + ServiceAddress.segment(location) + "/contacts";
    }

    public URI query() {
        return query;
    }

    public boolean json() {
        return json;
    }

    public boolean pii() {
        return pii;
    }
}
