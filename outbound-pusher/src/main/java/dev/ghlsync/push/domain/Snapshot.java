package dev.ghlsync.push.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact as GoHighLevel returned it.
 *
 * @param json the bytes of the contact object
 * @param at HTTP {@code Date} of the response; null when it had none
 * @param contact what it states
 */
public record Snapshot(byte[] json, Source source, @Nullable Instant at, ContactView contact) {

    /** Call that returned it. */
    public enum Source {
        GET,
        WRITE_RESPONSE
    }

    /** Without the contact, which is personal data. */
    @Override
    public String toString() {
        return "Snapshot[" + source + ", bytes=" + json.length + "]";
    }
}
