package dev.ghlsync.sync.domain.history;

import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.history.Run.Origin;
import dev.ghlsync.sync.domain.history.Stamp.Rank;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements written short, separated by semicolons: {@code r100-200 city=Bonn tags} is a read of an object last updated at 100 that
 * vouches until 200, {@code w} a webhook and {@code s} a search item. {@code tags} and {@code customFields} say that all of them are
 * stated; an empty value is stated as none.
 */
final class Spoken {
    /** Values that begin with "ours" are ours. */
    static final Recognition OURS = (key, value, since) -> value != null && value.startsWith("ours");

    private Spoken() {}

    static Timeline timeline(String statements) {
        return after(Timeline.EMPTY, statements);
    }

    static Timeline after(Timeline timeline, String statements) {
        var next = timeline;
        for (var statement : statements.split(" *; *")) {
            next = next.observe(statement(statement));
        }
        return next;
    }

    static Statement statement(String text) {
        var words = text.strip().split(" +");
        var times = words[0].substring(1).split("-");
        long at = Long.parseLong(times[0]);
        var rank = switch (words[0].charAt(0)) {
            case 'r' -> Rank.READ;
            case 'w' -> Rank.WEBHOOK;
            default -> Rank.SEARCH;
        };
        var values = new TreeMap<FieldKey, @Nullable String>();
        for (int i = 1; i < words.length; i++) {
            int cut = words[i].indexOf('=');
            if (cut > 0) {
                var value = words[i].substring(cut + 1);
                values.put(new FieldKey(words[i].substring(0, cut)), value.isEmpty() ? null : value);
            }
        }
        var stated = List.of(words);
        var stamp = new Stamp(at, times.length > 1 ? Long.parseLong(times[1]) : at, rank);
        return new Statement(stamp, values, stated.contains("tags"), stated.contains("customFields"));
    }

    /** The runs of a field, such as {@code Berlin@100! ours@200}: a mark for each that a read vouches for, ~ for a folded name. */
    static String runs(Timeline timeline, String field) {
        return timeline.runs(new FieldKey(field), OURS).stream()
                .map(run ->
                        (run.value() == null ? "none" : run.value()) + "@" + run.since() + (run.confirmed() ? "!" : "")
                                + (run.folded() ? "~" : "") + (run.origin() == Origin.OURS ? "*" : ""))
                .collect(Collectors.joining(" "));
    }
}
