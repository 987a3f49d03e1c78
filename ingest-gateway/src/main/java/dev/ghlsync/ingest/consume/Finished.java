package dev.ghlsync.ingest.consume;

import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which records of a partition are done: all before {@code from}, and behind it all before {@code to} but those that are open. It goes with the
 * committed offset, so that the next owner does not do again what is done behind a record that waits.
 *
 * @param from the first that is not done
 * @param open those that are not done, {@code from} excluded
 * @param to behind the last of which something is known
 */
record Finished(long from, Set<Long> open, long to) {
    static final Finished NONE = new Finished(-1, Set.of(), -1);

    /** The broker takes 4,096 bytes with an offset. */
    private static final int TEXT_MAX = 4_000;

    private static final Pattern TEXT = Pattern.compile("done/\\d{1,18}(,\\d{1,18})*");

    Finished {
        open = Set.copyOf(open);
    }

    /** Everything before {@code next} but these. */
    static Finished but(NavigableSet<Long> open, long next) {
        return open.isEmpty()
                ? new Finished(next, Set.of(), next)
                : new Finished(open.first(), new HashSet<>(open.tailSet(open.first(), false)), next);
    }

    /** What {@link #text} said with this offset; a text of somebody else's says nothing. */
    static Finished parse(long from, String text) {
        if (!TEXT.matcher(text).matches()) {
            return new Finished(from, Set.of(), from);
        }
        String[] numbers = text.substring(text.indexOf('/') + 1).split(",", -1);
        Set<Long> open = new HashSet<>();
        for (int i = 1; i < numbers.length; i++) {
            open.add(from + Long.parseLong(numbers[i]));
        }
        return new Finished(from, open, from + Long.parseLong(numbers[0]));
    }

    boolean contains(long offset) {
        return offset > from && offset < to && !open.contains(offset);
    }

    /** For {@link #parse}; empty if nothing is done behind the first that is not. What finds no room counts as not done. */
    String text() {
        if (to <= from + 1) {
            return "";
        }
        var listed = new StringBuilder();
        long until = to;
        for (long offset : open.stream().sorted().toList()) {
            String distance = "," + (offset - from);
            if (listed.length() + distance.length() > TEXT_MAX) {
                until = offset;
                break;
            }
            listed.append(distance);
        }
        return "done/" + (until - from) + listed;
    }
}
