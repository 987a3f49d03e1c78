package dev.ghlsync.sync.domain.contact;

import org.jspecify.annotations.Nullable;

/**
 * A value that is not pushed again until it changes or an operator replays.
 *
 * @param value the value GoHighLevel refused or did not keep
 * @param since epoch ms
 * @param message what GoHighLevel said, without personal data
 */
public record Held(
        @Nullable String value,
        Reason reason,
        long since,
        @Nullable String message) {
    /** Why a value is held. */
    public enum Reason {
        REFUSED,
        SILENTLY_DISCARDED,
        OSCILLATING,
        DUPLICATE,
        DEAD
    }
}
