package dev.ghlsync.cli.stack;

import java.net.URI;
import java.util.Optional;

/** Where the members of an installation answer: on loopback, but for a Kafka cluster or a GoHighLevel that others run. */
public record StackAddresses(StackPorts ports, Optional<String> realGhl, Optional<String> kafka) {
    private static final String HOST = "127.0.0.1";

    /** For Kafka clients: host and port. */
    public String bootstrapServers() {
        return kafka.orElseGet(() -> HOST + ":" + ports.of(Member.BROKER));
    }

    /** HTTP address of a member that is not the broker, without a trailing slash. */
    public URI http(Member member) {
        return URI.create("http://" + HOST + ":" + ports.of(member));
    }

    /** The API the services call: the sandbox or the real one. */
    public String ghlBaseUrl() {
        return realGhl.orElseGet(() -> http(Member.SANDBOX).toString());
    }

    /** What a person types to reach a member. */
    public String of(Member member) {
        return member == Member.BROKER ? bootstrapServers() : http(member).toString();
    }
}
