package dev.ghlsync.push.domain;

import org.jspecify.annotations.Nullable;

/**
 * What became of one field.
 *
 * @param field our name; a tag as {@code tags.<tag>}
 * @param value what was wanted, in canonical text
 * @param httpStatus of the response that refused it; null when none did
 */
public record FieldReport(
        String field,
        Result result,
        @Nullable String value,
        @Nullable Reason reason,
        @Nullable Integer httpStatus) {

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
        return new FieldReport(wish.field(), Result.APPLIED, wish.wanted(), null, null);
    }

    public static FieldReport refused(FieldWish wish, Refusal refusal) {
        return new FieldReport(wish.field(), Result.REFUSED, wish.wanted(), refusal.reason(), refusal.httpStatus());
    }

    /** A field that is not sent any more, although GoHighLevel did not refuse it. */
    public static FieldReport heldBack(FieldWish wish, Reason reason) {
        return new FieldReport(wish.field(), Result.REFUSED, wish.wanted(), reason, null);
    }

    public static FieldReport refusedTag(String tag, Refusal refusal) {
        return new FieldReport(TAG_PREFIX + tag, Result.REFUSED, tag, refusal.reason(), refusal.httpStatus());
    }

    public static FieldReport discarded(FieldWish wish) {
        return new FieldReport(wish.field(), Result.SILENTLY_DISCARDED, wish.wanted(), Reason.SILENTLY_DISCARDED, null);
    }

    public static FieldReport notSent(FieldWish wish, Reason reason) {
        return new FieldReport(wish.field(), Result.NOT_SENT, wish.wanted(), reason, null);
    }

    public static FieldReport tag(String tag, Result result, @Nullable Reason reason) {
        return new FieldReport(TAG_PREFIX + tag, result, tag, reason, null);
    }

    /** Without the value, which is personal data. */
    @Override
    public String toString() {
        return "FieldReport[" + field + ", " + result + "]";
    }
}
