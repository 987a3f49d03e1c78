package dev.ghlsync.cli.http;

import java.net.URI;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where the ingest gateway is. */
public final class GatewayFlags {
    @Option(
            names = "--gateway",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Address of the ingest gateway (default: ${DEFAULT-VALUE}).")
    private URI gateway;

    public JsonApi api(Map<String, String> environment) {
        return new ServiceAddress("ingest gateway", gateway, environment).api();
    }
}
