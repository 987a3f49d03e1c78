package dev.ghlsync.ingest.audit;

import java.math.BigDecimal;

/** Numbers that others write. */
final class Decimals {
    /** Digits a number may have when written out; a short exponent could otherwise ask for gigabytes. sync-streams draws the same line. */
    private static final int DIGITS_MAX = 100;

    private Decimals() {}

    /** Whether the number, without trailing zeros, has at most a hundred digits when written out. */
    static boolean isShort(BigDecimal stripped) {
        return Math.max(stripped.precision(), Math.abs((long) stripped.scale())) <= DIGITS_MAX;
    }
}
