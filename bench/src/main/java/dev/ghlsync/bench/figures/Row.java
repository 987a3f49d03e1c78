package dev.ghlsync.bench.figures;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param what what was measured
 * @param value the figure with its unit
 * @param p50 milliseconds as text, empty when there are none; {@code p95} and {@code p99} alike
 * @param note how it was measured
 */
public record Row(String what, String value, String p50, String p95, String p99, String note) {

    public static Row rate(String what, double perSecond, String unit, String note) {
        return new Row(what, perSecond(perSecond, unit), "", "", "", note);
    }

    public static Row rate(String what, double perSecond, String unit, Latencies latencies, String note) {
        return new Row(what, perSecond(perSecond, unit), ms(latencies, 50), ms(latencies, 95), ms(latencies, 99), note);
    }

    public static Row latency(String what, Latencies latencies, String note) {
        return new Row(
                what, latencies.count() + " values", ms(latencies, 50), ms(latencies, 95), ms(latencies, 99), note);
    }

    public static Row value(String what, String value, String note) {
        return new Row(what, value, "", "", "", note);
    }

    private static String perSecond(double rate, String unit) {
        return String.format(Locale.ROOT, "%,.0f %s/s", rate, unit);
    }

    private static String ms(Latencies latencies, double percent) {
        return latencies.count() == 0 ? "-" : String.format(Locale.ROOT, "%,.1f", latencies.millis(percent));
    }
}
