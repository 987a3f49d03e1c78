package dev.ghlsync.cli.stack;

/** A process of a local installation. */
public enum Member {
    BROKER("broker", "local-stack", 9092, "--kafka-port"),
    REGISTRY("registry", "local-stack", 8081, "--registry-port"),
    SANDBOX("sandbox", "ghl-sandbox", 8090, "--sandbox-port"),
    GATEWAY("ingest-gateway", "ingest-gateway", 8080, "--gateway-port"),
    STREAMS("sync-streams", "sync-streams", 8082, "--query-port"),
    PUSHER("outbound-pusher", "outbound-pusher", 8083, "--pusher-port"),
    /** Only when asked for. */
    SINK("event-sink", "event-sink", 8084, "--sink-port");

    private final String label;
    private final String module;
    private final int defaultPort;
    private final String portFlag;

    Member(String label, String module, int defaultPort, String portFlag) {
        this.label = label;
        this.module = module;
        this.defaultPort = defaultPort;
        this.portFlag = portFlag;
    }

    /** Name in messages, of the log file and of the data folder. */
    public String label() {
        return label;
    }

    /** Maven module whose class path the process runs with. */
    String module() {
        return module;
    }

    public int defaultPort() {
        return defaultPort;
    }

    /** Command-line flag that changes the port. */
    public String portFlag() {
        return portFlag;
    }
}
