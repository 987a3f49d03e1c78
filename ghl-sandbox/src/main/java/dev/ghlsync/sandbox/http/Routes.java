package dev.ghlsync.sandbox.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A routing table. Patterns are paths with {@code {name}} segments; a literal segment wins over a parameter. A trailing slash does not
 * matter, as with HighLevel.
 *
 * @param <T> what a route leads to
 */
public final class Routes<T> {
    public record Match<T>(String pattern, T target, Map<String, String> params) {}

    private record Entry<T>(String pattern, String[] segments, T target) {}

    private final Map<String, List<Entry<T>>> byShape = new HashMap<>();

    public Routes<T> add(String method, String pattern, T target) {
        String[] segments = segments(pattern);
        byShape.computeIfAbsent(shape(method, segments), shape -> new ArrayList<>())
                .add(new Entry<>(pattern, segments, target));
        return this;
    }

    public Optional<Match<T>> find(String method, String path) {
        String[] segments = segments(path);
        Match<T> best = null;
        int bestLiterals = -1;
        for (Entry<T> entry : byShape.getOrDefault(shape(method, segments), List.of())) {
            int literals = literals(entry.segments(), segments);
            if (literals > bestLiterals) {
                best = new Match<>(entry.pattern(), entry.target(), params(entry.segments(), segments));
                bestLiterals = literals;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int literals(String[] pattern, String[] path) {
        int literals = 0;
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].startsWith("{")) {
                continue;
            }
            if (!pattern[i].equals(path[i])) {
                return -1;
            }
            literals++;
        }
        return literals;
    }

    private static Map<String, String> params(String[] pattern, String[] path) {
        Map<String, String> params = new HashMap<>();
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].startsWith("{")) {
                params.put(pattern[i].substring(1, pattern[i].length() - 1), Urls.decode(path[i]));
            }
        }
        return params;
    }

    private static String shape(String method, String[] segments) {
        return method + segments.length;
    }

    private static String[] segments(String path) {
        int start = path.startsWith("/") ? 1 : 0;
        int end = path.endsWith("/") && path.length() > start ? path.length() - 1 : path.length();
        return path.substring(start, end).split("/");
    }
}
