package dev.ghlsync.sync.domain.history;

/** Sets of stamp positions as the bits of a long. */
final class Bits {
    private Bits() {}

    static boolean has(long set, int position) {
        return (set >>> position & 1) == 1;
    }

    /** The set after a position was inserted at {@code index}, itself not a member. */
    static long open(long set, int index) {
        long below = set & (1L << index) - 1;
        return below | (set & ~((1L << index) - 1)) << 1;
    }

    /** The set after the position at {@code index} was removed. */
    static long close(long set, int index) {
        long below = set & (1L << index) - 1;
        return below | set >>> index + 1 << index;
    }
}
