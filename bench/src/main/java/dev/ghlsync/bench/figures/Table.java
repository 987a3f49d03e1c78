package dev.ghlsync.bench.figures;

import java.util.List;
import java.util.stream.Collectors;

/** The table in Markdown. */
public final class Table {
    private Table() {}

    public static String of(List<Row> rows) {
        return rows.stream()
                .map(row -> line(row.what(), row.value(), row.p50(), row.p95(), row.p99(), row.note()))
                .collect(Collectors.joining(
                        "",
                        line("measured", "figure", "p50 ms", "p95 ms", "p99 ms", "how") + "|---|---|---|---|---|---|\n",
                        ""));
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
