package dev.ghlsync.sync.domain.contact;

import org.jspecify.annotations.Nullable;

/**
 * The last value our side wrote to a field.
 *
 * @param value canonical value, null when cleared
 * @param changedAt epoch ms, never later than the append time of the change
 */
public record Write(@Nullable String value, long changedAt, String changeId, String producer) {
    /** The later of two writes; at the same time the greater change id, so that their order does not matter. */
    static Write later(@Nullable Write a, Write b) {
        if (a == null || b.changedAt > a.changedAt) {
            return b;
        }
        return b.changedAt == a.changedAt && b.changeId.compareTo(a.changeId) > 0 ? b : a;
    }
}
