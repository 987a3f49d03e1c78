package dev.ghlsync.cli.dlq;

import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.ServiceAddress;
import java.net.URI;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where the pusher is. */
public final class PusherFlags {
    @Option(
            names = "--pusher",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8083",
            description = "Address of a pusher, any of them (default: ${DEFAULT-VALUE}).")
    private URI pusher;

    /** Requests carry the name of the user of this machine. */
    public JsonApi api(Map<String, String> environment) {
        return new ServiceAddress("outbound pusher", pusher, environment).api(Map.of("X-Operator", who()));
    }

    private static String who() {
        String user = System.getProperty("user.name", "operator");
        return user.matches("[\\x21-\\x7e]{1,100}") ? user : "operator";
    }
}
