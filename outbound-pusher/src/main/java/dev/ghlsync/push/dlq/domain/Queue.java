package dev.ghlsync.push.dlq.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a dead letter lies. */
public enum Queue {
    /** {@code push.dlq}: what did not reach GoHighLevel. */
    PUSH,
    /** {@code sync.dlq}: records nobody could read. */
    SYNC;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Queue> of(String code) {
        return Arrays.stream(values()).filter(q -> q.code().equals(code)).findFirst();
    }
}
