package dev.ghlsync.push.domain;

import org.jspecify.annotations.Nullable;

/**
 * What became of one field.
 *
 * @param field our name; a tag as {@code tags.<tag>}
 * @param value what was wanted, in canonical text
 */
public record FieldReport(
        String field,
        Result result,
        @Nullable String value,
        @Nullable Reason reason) {

    /** What became of it. */
    public enum Result {
        APPLIED,
        REFUSED,
        SILENTLY_DISCARDED,
        NOT_SENT
    }

    /** All tags of a create together. */
    public static final String TAGS = "tags";

    public static final String TAG_PREFIX = "tags.";

    public static FieldReport applied(FieldWish wish) {
        return new FieldReport(wish.field(), Result.APPLIED, wish.wanted(), null);
    }

    public static FieldReport refused(FieldWish wish, Reason reason) {
        return new FieldReport(wish.field(), Result.REFUSED, wish.wanted(), reason);
    }

    public static FieldReport discarded(FieldWish wish) {
        return new FieldReport(wish.field(), Result.SILENTLY_DISCARDED, wish.wanted(), Reason.SILENTLY_DISCARDED);
    }

    public static FieldReport notSent(FieldWish wish, Reason reason) {
        return new FieldReport(wish.field(), Result.NOT_SENT, wish.wanted(), reason);
    }

    public static FieldReport tag(String tag, Result result, @Nullable Reason reason) {
        return new FieldReport(TAG_PREFIX + tag, result, tag, reason);
    }

    /** Without the value, which is personal data. */
    @Override
    public String toString() {
        return "FieldReport[" + field + ", " + result + "]";
    }
}
