package dev.ghlsync.push.lanes;

import java.util.Base64;
import java.util.BitSet;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * What an owner of a partition knows of the records from its committed offset on. It goes with the offset as its metadata, so that the next owner
 * neither repeats what is settled behind an open record nor sends blindly what may have been sent.
 *
 * @param from the committed offset: everything before it is settled
 * @param handedOver whether the owner has nothing under way any more; otherwise it may have begun anything that is not done
 * @param done offsets from {@code from} on that are settled, as bits
 * @param begun offsets from {@code from} on that were begun and are not settled, as bits; only of a hand-over
 * @param doubtBefore records before this offset that are not done may have been begun by somebody; only of a hand-over
 */
public record Progress(long from, boolean handedOver, BitSet done, BitSet begun, long doubtBefore) {
    /** Offsets that find room in the 4,096 bytes that a broker takes with an offset: two sets, six of them in a character. */
    static final int REACH = 11_000;

    private static final String HANDED_OVER = "handed-over";
    private static final String AT_WORK = "at-work";
    private static final Pattern TEXT =
            Pattern.compile("(" + HANDED_OVER + "|" + AT_WORK + ")(/(\\d{1,12})/([\\w-]*)/([\\w-]*))?");
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    public Progress {
        done = (BitSet) done.clone();
        begun = (BitSet) begun.clone();
        if (doubtBefore < from || Math.max(done.length(), begun.length()) > REACH) {
            throw new IllegalArgumentException("Progress from offset " + from + " reaches to "
                    + (from + Math.max(done.length(), begun.length())) + " with doubt before " + doubtBefore
                    + "; it may reach " + REACH + " offsets, and doubt begins at the first.");
        }
    }

    /** Nothing was ever begun. */
    public static Progress untouched(long from) {
        return new Progress(from, true, new BitSet(), new BitSet(), from);
    }

    /** Somebody was at work from there on, and nothing is known of it. */
    public static Progress unknown(long from) {
        return new Progress(from, false, new BitSet(), new BitSet(), from);
    }

    /** What {@link #text} said with this offset; a text of anybody else's says nothing. */
    public static Progress parse(long from, String text) {
        var match = TEXT.matcher(text);
        if (!match.matches()) {
            return unknown(from);
        }
        boolean handedOver = match.group(1).equals(HANDED_OVER);
        try {
            return match.group(2) == null
                    ? new Progress(from, handedOver, new BitSet(), new BitSet(), from)
                    : new Progress(
                            from,
                            handedOver,
                            bits(match.group(4)),
                            bits(match.group(5)),
                            from + Long.parseLong(match.group(3)));
        } catch (IllegalArgumentException e) {
            return unknown(from); // No base 64: not our text.
        }
    }

    /** For {@link #parse}; at most 4,000 characters. */
    public String text() {
        String state = handedOver ? HANDED_OVER : AT_WORK;
        if (done.isEmpty() && begun.isEmpty() && doubtBefore == from) {
            return state;
        }
        return state + '/' + (doubtBefore - from) + '/' + text(done) + '/' + text(begun);
    }

    boolean isDone(long offset) {
        return has(done, offset);
    }

    /** Whether a record may have been begun although its owner handed over. */
    boolean isInDoubt(long offset) {
        return !isDone(offset) && (offset < doubtBefore || has(begun, offset));
    }

    LongStream allDone() {
        return done.stream().mapToLong(bit -> from + bit);
    }

    LongStream allBegun() {
        return begun.stream().mapToLong(bit -> from + bit);
    }

    private boolean has(BitSet set, long offset) {
        long bit = offset - from;
        return bit >= 0 && bit < set.length() && set.get((int) bit);
    }

    private static BitSet bits(String text) {
        return BitSet.valueOf(Base64.getUrlDecoder().decode(text));
    }

    private static String text(BitSet set) {
        return ENCODER.encodeToString(set.toByteArray());
    }
}
