package dev.ghlsync.sync.domain.history;

import dev.ghlsync.sync.domain.field.FieldKey;
import org.jspecify.annotations.Nullable;

/** Tells whether a value that GoHighLevel holds is the effect of a command of ours. */
@FunctionalInterface
public interface Recognition {
    /** Nothing was ever sent. */
    Recognition NONE = (key, value, since) -> false;

    /**
     * @param since epoch ms at which the value was first seen
     */
    boolean isOurs(FieldKey key, @Nullable String value, long since);
}
