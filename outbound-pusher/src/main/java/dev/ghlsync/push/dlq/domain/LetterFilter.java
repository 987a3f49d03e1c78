package dev.ghlsync.push.dlq.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant; what is null does not matter.
 *
 * @param since first failed at or after
 * @param until first failed before
 */
public record LetterFilter(
        @Nullable Queue queue,
        @Nullable String entryId,
        @Nullable String reason,
        @Nullable String fingerprint,
        @Nullable String locationId,
        @Nullable String contactId,
        @Nullable Instant since,
        @Nullable Instant until) {
    public static final LetterFilter ALL = new LetterFilter(null, null, null, null, null, null, null, null);

    public static LetterFilter entry(String entryId) {
        return new LetterFilter(null, entryId, null, null, null, null, null, null);
    }

    public boolean matches(DeadLetter letter) {
        return fits(queue, letter.queue())
                && fits(entryId, letter.entryId())
                && fits(reason, letter.reason())
                && fits(locationId, letter.locationId())
                && fits(contactId, letter.contactId())
                && (since == null || !letter.firstFailedAt().isBefore(since))
                && (until == null || letter.firstFailedAt().isBefore(until))
                && (fingerprint == null || fingerprint.equals(letter.fingerprint()));
    }

    private static boolean fits(@Nullable Object wanted, @Nullable Object is) {
        return wanted == null || wanted.equals(is);
    }
}
