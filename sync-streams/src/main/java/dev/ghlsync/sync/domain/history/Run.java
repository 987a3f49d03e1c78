package dev.ghlsync.sync.domain.history;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of time over which a field had one value in GoHighLevel.
 *
 * @param value the value, null for none
 * @param since epoch ms at which the value was first seen
 * @param confirmed whether an answer by id vouches for it; otherwise only webhooks or search items do
 * @param folded whether the value may have lost its letter case
 * @param origin whose change it was
 */
public record Run(@Nullable String value, long since, boolean confirmed, boolean folded, Origin origin) {

    /** Whose change a run is. */
    public enum Origin {
        /** A change made in GoHighLevel. */
        FOREIGN,
        /** The effect of a command of ours, or no value from the first on: it moves the shadow and never competes. */
        OURS
    }

    boolean ours() {
        return origin == Origin.OURS;
    }
}
