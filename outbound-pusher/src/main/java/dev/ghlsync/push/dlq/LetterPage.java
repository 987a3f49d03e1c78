package dev.ghlsync.push.dlq;

import dev.ghlsync.push.dlq.domain.DeadLetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the letters that match.
 *
 * @param next cursor of the page after this one; null at the end
 * @param total all that match
 */
public record LetterPage(List<DeadLetter> letters, @Nullable String next, int total) {
    public LetterPage {
        letters = List.copyOf(letters);
    }

    /**
     * @param sorted all that match, the one that failed first in front
     * @param cursor of the page before; null to begin
     */
    public static LetterPage of(List<DeadLetter> sorted, @Nullable String cursor, int limit) {
        int from = 0;
        while (cursor != null
                && from < sorted.size()
                && position(sorted.get(from)).compareTo(cursor) <= 0) {
            from++;
        }
        int to = Math.min(sorted.size(), from + limit);
        List<DeadLetter> page = sorted.subList(from, to);
        return new LetterPage(page, to < sorted.size() && to > from ? position(page.getLast()) : null, sorted.size());
    }

    /** Where a letter stands in the order; a letter that goes moves no other. */
    private static String position(DeadLetter letter) {
        return "%015d-%s".formatted(letter.firstFailedAt().toEpochMilli(), letter.entryId());
    }
}
