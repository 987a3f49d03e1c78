package dev.ghlsync.cli.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/** What became of entries, by reason. Used by one thread. */
final class ReplayCounts {
    private final Map<String, Map<String, Long>> counts = new TreeMap<>();

    void add(JsonNode outcome) {
        outcome.path("counts")
                .properties()
                .forEach(reason -> reason.getValue()
                        .properties()
                        .forEach(verdict -> counts.computeIfAbsent(reason.getKey(), r -> new TreeMap<>())
                                .merge(verdict.getKey(), verdict.getValue().asLong(), Long::sum)));
    }

    void print(boolean dryRun, PrintWriter out) {
        var total = new TreeMap<String, Long>();
        counts.forEach((reason, verdicts) -> {
            out.printf("%-22s %s%n", reason, text(verdicts));
            verdicts.forEach((verdict, count) -> total.merge(verdict, count, Long::sum));
        });
        out.printf("%s: %s%n", dryRun ? "would be" : "done", total.isEmpty() ? "nothing matches" : text(total));
    }

    private static String text(Map<String, Long> verdicts) {
        return verdicts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }
}
