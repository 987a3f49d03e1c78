package dev.ghlsync.sync.domain.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the stamps of a timeline state about one field. Immutable.
 *
 * @param floor the newest value older than the oldest stamp
 * @param foreignFloor the newest value older than {@code floor} that GoHighLevel itself gave, kept when the floor is ours
 * @param cover epoch ms up to which the read behind the floor vouches for it
 * @param said values and, as bits, the stamps that state each; sorted by value, so that equal knowledge is equal
 */
public record Track(@Nullable Run floor, @Nullable Run foreignFloor, long cover, List<Said> said) {
    /** One value and the stamps that state it: bit i is stamp i of the timeline. */
    public record Said(@Nullable String value, long stamps) {}

    private static final Comparator<Said> BY_VALUE =
            Comparator.comparing(Said::value, Comparator.nullsFirst(Comparator.naturalOrder()));

    static final Track EMPTY = new Track(null, null, Long.MIN_VALUE, List.of());

    public Track {
        said = said.size() < 2
                ? List.copyOf(said)
                : said.stream().sorted(BY_VALUE).toList();
    }

    /** Whether nothing at all is known. */
    boolean isBlank() {
        return floor == null && said.isEmpty();
    }

    long statedBy() {
        long stamps = 0;
        for (int i = 0; i < said.size(); i++) {
            stamps |= said.get(i).stamps();
        }
        return stamps;
    }

    boolean states(int stamp) {
        return (statedBy() >>> stamp & 1) == 1;
    }

    @Nullable
    String valueAt(int stamp) {
        for (var s : said) {
            if ((s.stamps() >>> stamp & 1) == 1) {
                return s.value();
            }
        }
        return null;
    }

    /** The track with {@code value} stated by {@code stamp}, whatever that stamp stated before. */
    Track with(int stamp, @Nullable String value) {
        long bit = 1L << stamp;
        var next = new ArrayList<Said>(said.size() + 1);
        boolean placed = false;
        for (var s : said) {
            boolean here = Objects.equals(s.value(), value);
            long stamps = here ? s.stamps() | bit : s.stamps() & ~bit;
            placed |= here;
            if (stamps != 0) {
                next.add(new Said(s.value(), stamps));
            }
        }
        if (!placed) {
            next.add(new Said(value, bit));
        }
        return new Track(floor, foreignFloor, cover, next);
    }

    /** The track after a stamp was inserted at {@code index}: later stamps move up by one. */
    Track opened(int index) {
        return mapped(m -> Bits.open(m, index));
    }

    /** The track after the stamp at {@code index} was removed: later stamps move down by one. */
    Track closed(int index) {
        return mapped(m -> Bits.close(m, index));
    }

    Track withFloor(@Nullable Run nextFloor, @Nullable Run nextForeign, long nextCover) {
        return new Track(nextFloor, nextForeign, nextCover, said);
    }

    private Track mapped(LongUnaryOperator move) {
        var next = new ArrayList<Said>(said.size());
        for (var s : said) {
            long stamps = move.applyAsLong(s.stamps());
            if (stamps != 0) {
                next.add(new Said(s.value(), stamps));
            }
        }
        return new Track(floor, foreignFloor, cover, next);
    }
}
