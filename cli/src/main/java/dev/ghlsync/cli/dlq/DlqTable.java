package dev.ghlsync.cli.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Dead letters as tables. */
final class DlqTable {
    private DlqTable() {}

    static void groups(JsonNode body, PrintWriter out) {
        String format = "%7s  %-5s %-20s %-9s %-20s %-25s %s%n";
        out.printf(format, "COUNT", "QUEUE", "REASON", "PRINT", "OLDEST", "FIELDS", "EXAMPLE");
        for (JsonNode group : body.path("groups")) {
            out.printf(
                    format,
                    group.path("count").asText(),
                    group.path("queue").asText(),
                    group.path("reason").asText(),
                    group.path("fingerprint").asText(),
                    seconds(group.path("oldest")),
                    fields(group),
                    group.path("exampleEntryId").asText());
        }
        out.printf("%d dead letters%n", body.path("total").asLong());
    }

    static void entries(JsonNode body, PrintWriter out) {
        String format = "%-36s  %-20s %-20s %-7s %-25s %s%n";
        out.printf(format, "ENTRY", "REASON", "FIRST FAILED", "REPLAYS", "FIELDS", "CONTACT");
        for (JsonNode entry : body.path("entries")) {
            out.printf(
                    format,
                    entry.path("entryId").asText(),
                    entry.path("reason").asText(),
                    seconds(entry.path("firstFailedAt")),
                    entry.path("replays").asText(),
                    fields(entry),
                    entry.path("locationId").asText("-") + "/"
                            + entry.path("contactId").asText("-"));
        }
        int shown = body.path("entries").size();
        long total = body.path("total").asLong();
        out.printf("%d dead letters%s%n", total, shown < total ? ", " + shown + " shown" : "");
    }

    private static String seconds(JsonNode time) {
        return time.asText().replaceAll("\\.\\d+Z$", "Z");
    }

    private static String fields(JsonNode node) {
        String all = node.path("fields").valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
        return all.length() <= 25 ? all : all.substring(0, 24) + "…";
    }
}
