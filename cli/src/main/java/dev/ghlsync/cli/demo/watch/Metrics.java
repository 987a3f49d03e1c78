package dev.ghlsync.cli.demo.watch;

import java.util.regex.Pattern;

/**
 * A page of metrics in Prometheus' text format.
 *
 * @param text one sample a line: name, labels in braces, value
 */
public record Metrics(String text) {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: \\d+)?");

    /** The sum of all samples of a counter with one label, 0 when there is none. */
    public long sum(String name, String label, String value) {
        String wanted = label + "=\"" + value + "\"";
        return (long) text.lines()
                .map(SAMPLE::matcher)
                .filter(line -> line.matches() && line.group(1).equals(name))
                .filter(line -> line.group(2) != null && labelled(line.group(2), wanted))
                .mapToDouble(line -> Double.parseDouble(line.group(3)))
                .sum();
    }

    private static boolean labelled(String labels, String wanted) {
        return ("," + labels + ",").contains("," + wanted + ",");
    }
}
