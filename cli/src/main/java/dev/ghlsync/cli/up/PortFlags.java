package dev.ghlsync.cli.up;

import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.cli.stack.StackPorts;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The flags that move members to other ports. */
public final class PortFlags {
    @Option(names = "--kafka-port", paramLabel = "PORT", description = "Kafka broker (default: 9092).")
    private int kafka = Member.BROKER.defaultPort();

    @Option(names = "--registry-port", paramLabel = "PORT", description = "Schema registry (default: 8081).")
    private int registry = Member.REGISTRY.defaultPort();

    @Option(names = "--gateway-port", paramLabel = "PORT", description = "Ingest gateway (default: 8080).")
    private int gateway = Member.GATEWAY.defaultPort();

    @Option(names = "--query-port", paramLabel = "PORT", description = "Query API of sync-streams (default: 8082).")
    private int query = Member.STREAMS.defaultPort();

    @Option(names = "--pusher-port", paramLabel = "PORT", description = "Outbound pusher (default: 8083).")
    private int pusher = Member.PUSHER.defaultPort();

    @Option(names = "--sandbox-port", paramLabel = "PORT", description = "GoHighLevel sandbox (default: 8090).")
    private int sandbox = Member.SANDBOX.defaultPort();

    @Option(names = "--sink-port", paramLabel = "PORT", description = "Event sink, when it runs (default: 8084).")
    private int sink = Member.SINK.defaultPort();

    StackPorts ports() {
        Map<Member, Integer> chosen = new EnumMap<>(Member.class);
        chosen.put(Member.BROKER, kafka);
        chosen.put(Member.REGISTRY, registry);
        chosen.put(Member.GATEWAY, gateway);
        chosen.put(Member.STREAMS, query);
        chosen.put(Member.PUSHER, pusher);
        chosen.put(Member.SANDBOX, sandbox);
        chosen.put(Member.SINK, sink);
        return checked(chosen);
    }

    /** The ports, or a failure that ends the command as a wrong command line does. */
    static StackPorts checked(Map<Member, Integer> chosen) {
        try {
            return StackPorts.withDefaults(chosen);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }
}
