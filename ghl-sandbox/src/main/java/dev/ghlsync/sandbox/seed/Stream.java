package dev.ghlsync.sandbox.seed;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** A repeatable source of ids and draws. Thread-safe; the order of calls decides the values. */
public final class Stream {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HEX = "0123456789abcdef";

    private final RandomGenerator random;

    Stream(long state) {
        this.random = new SplittableRandom(state);
    }

    /** A 20-character id as HighLevel gives to contacts, locations and users. */
    public String id() {
        return letters(ALPHABET, 20);
    }

    /** A 24-character hexadecimal id as HighLevel gives to apps, calendars of teams and traces. */
    public String hexId() {
        return letters(HEX, 24);
    }

    public synchronized UUID uuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    public String letters(int length) {
        return letters(ALPHABET, length);
    }

    /** True with the given probability, 0 to 1. */
    public synchronized boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    public synchronized int below(int bound) {
        return random.nextInt(bound);
    }

    public synchronized long below(long bound) {
        return random.nextLong(bound);
    }

    public synchronized double fraction() {
        return random.nextDouble();
    }

    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    private synchronized String letters(String alphabet, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
