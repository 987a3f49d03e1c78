package dev.ghlsync.cli.dlq;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.ServiceAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class FilterFlags {
    @Option(names = "--queue", paramLabel = "Q", description = "push (push.dlq) or sync (sync.dlq); both without it.")
    private @Nullable String queue;

    @Option(names = "--reason", paramLabel = "CODE", description = "Reason code.")
    private @Nullable String reason;

    @Option(names = "--fingerprint", paramLabel = "F", description = "Way to fail, as the list shows it.")
    private @Nullable String fingerprint;

    @Option(names = "--location", paramLabel = "L", description = "Id of the location.")
    private @Nullable String location;

    @Option(names = "--contact", paramLabel = "C", description = "Our id of the contact.")
    private @Nullable String contact;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "First failed then or later, such as 2026-11-26T08:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "First failed before then.")
    private @Nullable String until;

    boolean isEmpty() {
        return named(null).isEmpty();
    }

    /** As parameters of an address, the first without a sign before it. */
    String query() {
        return named(null).entrySet().stream()
                .map(each -> each.getKey() + "=" + ServiceAddress.segment(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** @param entry id of the one entry meant; null for all that match */
    ObjectNode json(@Nullable String entry) {
        ObjectNode node = JsonApi.MAPPER.createObjectNode();
        named(entry).forEach(node::put);
        return node;
    }

    /** As they were given, to be repeated. */
    String commandLine() {
        return named(null).entrySet().stream()
                .map(each -> " --" + each.getKey() + " " + each.getValue())
                .collect(Collectors.joining());
    }

    private Map<String, String> named(@Nullable String entry) {
        var named = new LinkedHashMap<String, String>();
        put(named, "queue", queue);
        put(named, "entry", entry);
        put(named, "reason", reason);
        put(named, "fingerprint", fingerprint);
        put(named, "location", location);
        put(named, "contact", contact);
        put(named, "since", since);
        put(named, "until", until);
        return named;
    }

    private static void put(Map<String, String> named, String name, @Nullable String value) {
        if (value != null) {
            named.put(name, value);
        }
    }
}
